import { RULES } from './invariant-checker.ts';
import type { ScheduleResult } from './schedule.ts';

/** What a failing schedule did, rule by rule and step by step, and how to run exactly it again. */
export function failureInWords(failure: ScheduleResult, keep: readonly number[], mutant?: string): string {
  const kept = keep.length === 0 ? 'none' : keep.join(',');
  const broken = mutant === undefined ? '' : ` --mutant "${mutant}"`;
  const rules = [...new Set(failure.violations.map(({ rule }) => `  ${rule}: ${RULES[rule]}`))];
  return [
    `Seed ${failure.seed} breaks ${rules.length === 1 ? 'a rule' : 'rules'}:`,
    ...rules,
    ...failure.trace,
    `Again: npm run chaos -- --seed ${failure.seed} --schedules 1 --keep ${kept}${broken}`,
  ].join('\n');
}
