import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { CALL_FAULTS, FAULT_POINTS, faultsAt, operationsOf } from './points.ts';

/**
 * What goes wrong on the laptop on purpose. The same plan gives the n-th call of an operation the same fate every time;
 * which call is the n-th is up to the traffic.
 */
export interface FaultPlan {
  readonly seed: number;
  readonly faults: readonly FaultRule[];
}

export type FaultRule = z.infer<typeof ruleSchema>;

/** Longer than most clients wait; a lost answer needs no more. */
const LONGEST_SECONDS = 60;

const ruleSchema = z.strictObject({
  service: z.string(),
  operation: z.string(),
  fault: z.enum([...CALL_FAULTS, 'partial', 'twice']),
  /** Of each call (of each record or statement for `partial`), 0 to 1. Either this or `every`. */
  probability: z.number().min(0).max(1).optional(),
  /** Every n-th call (record or statement for `partial`). */
  every: z.int().min(1).optional(),
  /** It strikes so many times and no more. */
  atMost: z.int().min(1).optional(),
  /** Of `slow`: how long the answer is held back. */
  seconds: z.number().positive().max(LONGEST_SECONDS).optional(),
});

const planSchema = z.strictObject({ seed: z.int().min(0), faults: z.array(ruleSchema.check(checkRule)).min(1) });

/** @throws one sentence for each word or number that a plan cannot have, with what is allowed. */
export function parsePlan(input: unknown): FaultPlan {
  const parsed = planSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map(({ path, message }) => `${z.core.toDotPath(path) || 'plan'}: ${message}`);
  throw new Error(`The fault plan is refused. ${sentences.join('; ')}. See src/faults/plan.ts.`);
}

/** @throws as `parsePlan`, and when the file cannot be read or is not JSON. */
export function readPlan(file: string): FaultPlan {
  let input: unknown;
  try {
    input = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The fault plan ${file} cannot be read: ${reason}`, { cause });
  }
  return parsePlan(input);
}

function checkRule({ value: rule, issues }: z.core.ParsePayload<FaultRule>): void {
  const refuse = (path: keyof FaultRule, message: string) =>
    void issues.push({ code: 'custom', path: [path], message, input: rule[path] });
  const operations = operationsOf(rule.service);
  const faults = faultsAt(rule.service, rule.operation);
  if (operations.length === 0) {
    refuse('service', `"${rule.service}" is none of ${Object.keys(FAULT_POINTS).join(', ')}`);
  } else if (faults.length === 0) {
    refuse('operation', `"${rule.operation}" is none of ${rule.service}'s ${operations.join(', ')}`);
  } else if (!faults.includes(rule.fault)) {
    refuse('fault', `${rule.service} ${rule.operation} can meet ${faults.join(', ')}, not ${rule.fault}`);
  }
  if ((rule.probability === undefined) === (rule.every === undefined)) {
    refuse('every', 'a fault has either a probability or every');
  }
  if ((rule.fault === 'slow') !== (rule.seconds !== undefined)) {
    refuse('seconds', 'slow has seconds, and no other fault has');
  }
}
