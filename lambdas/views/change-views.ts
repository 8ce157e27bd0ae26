import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { readCurrentGeneration } from '../../domain/contracts/current-generation.ts';
import { CURRENT_GENERATION_KEY, THROUGH_KEY } from '../../domain/contracts/lake-layout.ts';
import { atBoundary, readThrough } from '../../domain/sql/boundary.ts';
import { liveViews, publicViews, type Relations } from '../../domain/sql/deployed-views.ts';
import { withLiterals } from '../../domain/sql/literals.ts';
import type { ViewFile } from '../../domain/sql/view-order.ts';
import { applyViews } from './apply-views.ts';

/** What a change of the views needs from the world; `aws.ts` provides it, the tests pretend it. */
export interface ViewsPorts {
  /** Runs a statement to its end. Throws with Athena's reason. */
  readonly run: (sql: string) => Promise<void>;
  /** The text of an object of the lake's bucket; undefined if it does not exist. */
  readonly readText: (key: string) => Promise<string | undefined>;
  /** The marked texts of the views by the stack's settings, as of now. */
  readonly literals: () => Readonly<Record<string, string>>;
}

/** What a stack has for views. */
export interface LakeViews extends Relations {
  /** The text of `maintenance/read_generation.sql`. */
  readonly readStatement: string;
  /** Whether each relation is there as computed from the events, too: setting `liveViews`. */
  readonly live: boolean;
}

const formerProperties = z.object({ ViewNames: z.array(z.string()) });

/**
 * Applies the views when the stack is made or changed, and drops those that it had before. On deletion the views stay, as
 * the tables that they read do. @throws Error with the view and the reason.
 */
export async function changeViews(
  event: CloudFormationCustomResourceEvent,
  lake: LakeViews,
  ports: ViewsPorts,
): Promise<void> {
  if (event.RequestType === 'Delete') return;
  const former = formerProperties.safeParse('OldResourceProperties' in event ? event.OldResourceProperties : {});
  // A deployment must not open the days that are closed: their landed files may be gone.
  const through = readThrough(await ports.readText(THROUGH_KEY));
  // Nor must it show an earlier generation, or none.
  const shown = readCurrentGeneration(await ports.readText(CURRENT_GENERATION_KEY));
  const literals = { ...ports.literals(), ...(shown === undefined ? {} : { generation: shown.generation }) };
  const views = lake.views.map((view) => ({ ...view, sql: withLiterals(atBoundary(view.sql, through), literals) }));
  await applyViews(deployedViews({ ...lake, views }), former.data?.ViewNames ?? [], ports.run);
}

function deployedViews(lake: LakeViews): readonly ViewFile[] {
  return [...publicViews(lake, lake.readStatement), ...(lake.live ? liveViews(lake) : [])];
}
