import type { FaultPlan, FaultRule } from './plan.ts';
import type { Fault } from './points.ts';
import { seededChance } from './random.ts';

/** How often a rule was asked and how often it struck. */
export interface RuleCount {
  readonly rule: FaultRule;
  readonly calls: number;
  readonly strikes: number;
}

/** The first rule that strikes this call, of those with one of the given faults. */
export type Draw = (service: string, operation: string, faults: readonly Fault[]) => FaultRule | undefined;

/** The fates of a plan's calls, drawn as the calls come. */
export interface Fates {
  readonly draw: Draw;
  counts(): readonly RuleCount[];
}

export function createFates(plan: FaultPlan): Fates {
  const dice = plan.faults.map((rule, index) => createDie(rule, plan.seed + index));
  return {
    draw(service, operation, faults) {
      const concerned = dice.filter(
        ({ rule }) => rule.service === service && rule.operation === operation && faults.includes(rule.fault),
      );
      return concerned.find((die) => die.roll())?.rule;
    },
    counts: () => dice.map((die) => ({ rule: die.rule, ...die.count() })),
  };
}

interface Die {
  readonly rule: FaultRule;
  roll(): boolean;
  count(): { readonly calls: number; readonly strikes: number };
}

/** Each rule has its own source of chance, so that one rule's calls do not change another's fates. */
function createDie(rule: FaultRule, seed: number): Die {
  const chance = seededChance(seed);
  let calls = 0;
  let strikes = 0;
  return {
    rule,
    roll() {
      calls += 1;
      const isDrawn = rule.every === undefined ? chance(rule.probability ?? 0) : calls % rule.every === 0;
      if (!isDrawn || strikes >= (rule.atMost ?? Number.POSITIVE_INFINITY)) return false;
      strikes += 1;
      return true;
    },
    count: () => ({ calls, strikes }),
  };
}
