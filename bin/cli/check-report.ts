import type { ChecksReport, Finding } from '../../domain/contracts/checks-report.ts';
import type { PlacedCheck } from './check-statements.ts';

/** What came of a check: how many rows break it, or why it could not be counted. */
export type Verdict = { readonly check: PlacedCheck } & ({ readonly offending: number } | { readonly error: string });

const OUTCOMES = ['ok', 'warn', 'FAIL', 'ERROR'] as const;
type Outcome = (typeof OUTCOMES)[number];

function outcomeOf(verdict: Verdict): Outcome {
  if ('error' in verdict) return 'ERROR';
  if (verdict.offending === 0) return 'ok';
  return verdict.check.severity === 'fail' ? 'FAIL' : 'warn';
}

/** Whether nothing is broken that must not be. */
export function isPassed(verdict: Verdict): boolean {
  return ['ok', 'warn'].includes(outcomeOf(verdict));
}

/** `warn 12/195 metric_cost: every charge has a known cost (1 row)`. */
export function verdictLine(verdict: Verdict, of: number): string {
  const { place, view, rule } = verdict.check;
  return `${outcomeOf(verdict)} ${place}/${of} ${view}: ${rule}${remark(verdict)}`;
}

function remark(verdict: Verdict): string {
  if ('error' in verdict) return ` (${verdict.error})`;
  return verdict.offending === 0 ? '' : ` (${counted(verdict.offending, 'row')})`;
}

/** `195 checks in 9.8 s: 194 ok, 1 warn (3 rows), 0 FAIL, 0 ERROR.` */
export function totalsLine(verdicts: readonly Verdict[], tookMs: number): string {
  const parts = OUTCOMES.map((outcome) => {
    const all = verdicts.filter((verdict) => outcomeOf(verdict) === outcome);
    const rows = all.reduce((sum, verdict) => sum + ('offending' in verdict ? verdict.offending : 0), 0);
    return `${all.length} ${outcome}${rows === 0 ? '' : ` (${counted(rows, 'row')})`}`;
  });
  return `${counted(verdicts.length, 'check')} in ${(tookMs / 1_000).toFixed(1)} s: ${parts.join(', ')}.`;
}

const IN_REPORT: Readonly<Record<Outcome, Finding['outcome'] | undefined>> = {
  FAIL: 'fail',
  ERROR: 'error',
  warn: 'warn',
  ok: undefined,
};

/** What is kept of a run: no row, and no words of the engine, which may quote one. */
export function reportOf(verdicts: readonly Verdict[], checkedAtMs: number, tookMs: number): ChecksReport {
  const findings = verdicts.flatMap((verdict): Finding[] => {
    const outcome = IN_REPORT[outcomeOf(verdict)];
    const { view, rule } = verdict.check;
    return outcome === undefined
      ? []
      : [{ outcome, view, rule, rows: 'offending' in verdict ? verdict.offending : null }];
  });
  const counted = (wanted: Finding['outcome']) => findings.filter(({ outcome }) => outcome === wanted).length;
  const [checks, fail, warn, error] = [verdicts.length, counted('fail'), counted('warn'), counted('error')];
  const order: readonly Finding['outcome'][] = ['fail', 'error', 'warn'];
  return {
    checkedAt: new Date(checkedAtMs).toISOString(),
    seconds: Math.round(tookMs / 100) / 10,
    totals: { checks, ok: checks - findings.length, warn, fail, error },
    findings: order.flatMap((wanted) => findings.filter(({ outcome }) => outcome === wanted)),
  };
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** Prints what is at place 1, then 2, and so on, as soon as all before it are there. */
export function inOrder(print: (text: string) => void): (place: number, text: string) => void {
  const waiting = new Map<number, string>();
  let next = 1;
  return (place, text) => {
    waiting.set(place, text);
    for (let due = waiting.get(next); due !== undefined; due = waiting.get(next)) {
      waiting.delete(next);
      next += 1;
      print(due);
    }
  };
}
