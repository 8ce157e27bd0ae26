import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { THROUGH_KEY } from '../../domain/contracts/lake-layout.ts';
import { atBoundary, readThrough } from '../../domain/sql/boundary.ts';
import { withLiterals } from '../../domain/sql/literals.ts';
import type { ViewFile } from '../../domain/sql/view-order.ts';
import { applyViews } from './apply-views.ts';

/** What a change of the views needs from the world; `aws.ts` provides it, the tests pretend it. */
export interface ViewsPorts {
  /** Runs a statement to its end. Throws with Athena's reason. */
  readonly run: (sql: string) => Promise<void>;
  /** The text of an object of the lake's bucket; undefined where there is none. */
  readonly readText: (key: string) => Promise<string | undefined>;
  /** The marked texts of the views by the stack's settings, as of now. */
  readonly literals: () => Readonly<Record<string, string>>;
}

const formerProperties = z.object({ ViewNames: z.array(z.string()) });

/**
 * Applies the views when the stack is made or changed, and drops those that it had before. On deletion the views stay, as
 * the tables that they read do. @throws Error with the view and the reason.
 */
export async function changeViews(
  event: CloudFormationCustomResourceEvent,
  views: readonly ViewFile[],
  ports: ViewsPorts,
): Promise<void> {
  if (event.RequestType === 'Delete') return;
  const former = formerProperties.safeParse('OldResourceProperties' in event ? event.OldResourceProperties : {});
  // A deployment must not open the days that are closed: their landed files may be gone.
  const through = readThrough(await ports.readText(THROUGH_KEY));
  const literals = ports.literals();
  const placed = views.map((view) => ({ ...view, sql: withLiterals(atBoundary(view.sql, through), literals) }));
  await applyViews(placed, former.data?.ViewNames ?? [], ports.run);
}
