/** What `lake check` found, as it keeps it in the lake's bucket for the operations page: rules and counts, no row. */
import * as z from 'zod/mini';
import { jsonText } from '../shared/json-text.ts';
import { CHECKS_KEY } from './lake-layout.ts';

const count = z.int().check(z.nonnegative());

const finding = z.object({
  /** `error`: its query ended in one, whose words may quote a row and are not kept. */
  outcome: z.enum(['fail', 'warn', 'error']),
  view: z.string(),
  rule: z.string(),
  /** How many rows break the rule; null where they could not be counted. */
  rows: z.nullable(count),
});

const report = z.object({
  checkedAt: z.iso.datetime(),
  seconds: z.number(),
  /** Checks that were run, and what came of them. */
  totals: z.object({ checks: count, ok: count, warn: count, fail: count, error: count }),
  /** Those that are not ok, failing ones first. */
  findings: z.array(finding),
});

export type ChecksReport = z.infer<typeof report>;
export type Finding = z.infer<typeof finding>;

/** Undefined where there is no object. @throws Error when the object is not what `lake check` wrote. */
export function readChecksReport(text: string | undefined): ChecksReport | undefined {
  if (text === undefined) return undefined;
  const parsed = z.safeParse(jsonText(report), text);
  if (parsed.success) return parsed.data;
  throw new Error(`The object ${CHECKS_KEY} is not what lake check wrote there: run \`npx lake check\` again.`);
}

export function checksReportText(value: ChecksReport): string {
  return JSON.stringify(value);
}
