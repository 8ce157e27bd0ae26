import { describe, expect, test } from 'vitest';
import { createOutcomes } from '../../src/faults/outcomes.ts';
import { type FaultRule, parsePlan } from '../../src/faults/plan.ts';

const RULE: FaultRule = { service: 'dynamodb', operation: 'PutItem', fault: 'throttle', every: 2 };

function refusal(rule: object): string {
  try {
    parsePlan({ seed: 1, faults: [rule] });
    return 'taken';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('a plan with a word that is unknown is refused, with the words there are', () => {
  test.each([
    ['service', { ...RULE, service: 'dynamo' }, /service: "dynamo" is not one of dynamodb, firehose, s3/],
    ['service of every object', { ...RULE, service: 'constructor' }, /"constructor" is not one of/],
    ['operation', { ...RULE, operation: 'PutItems' }, /"PutItems" is not one of dynamodb's PutItem, GetItem/],
    ['operation of every object', { ...RULE, operation: 'toString' }, /"toString" is not one of/],
    ['fault', { ...RULE, fault: 'explode' }, /fault: .*throttle/],
    ['fault for this operation', { ...RULE, fault: 'partial' }, /PutItem can meet throttle, .*, not partial/],
    ['member', { ...RULE, often: true }, /often/],
  ])('%s', (_what, rule, words) => {
    expect(refusal(rule)).toMatch(words);
  });

  test('a member of the plan', () => {
    expect(() => parsePlan({ seed: 1, faults: [RULE], rules: [] })).toThrow(/rules/);
  });
});

describe('numbers', () => {
  test.each([
    ['neither probability nor every', { ...RULE, every: undefined }, /either a probability or every/],
    ['both', { ...RULE, probability: 0.5 }, /either a probability or every/],
    ['a probability above 1', { ...RULE, every: undefined, probability: 1.5 }, /probability/],
    ['slow without seconds', { ...RULE, fault: 'slow' }, /slow has seconds/],
    ['seconds of what is not slow', { ...RULE, seconds: 2 }, /slow has seconds/],
  ])('%s is refused', (_what, rule, words) => {
    expect(refusal(rule)).toMatch(words);
  });
});

describe('outcomes', () => {
  const strikesOf = (rule: Partial<FaultRule>, calls: number, seed = 1) => {
    const outcomes = createOutcomes({ seed, faults: [{ ...RULE, ...rule }] });
    const struck = () => outcomes.draw('dynamodb', 'PutItem', ['throttle']) !== undefined;
    return { struck: Array.from({ length: calls }, struck), outcomes };
  };

  test('`every` strikes every n-th call', () => {
    expect(strikesOf({ every: 3 }, 7).struck).toEqual([false, false, true, false, false, true, false]);
  });

  test('`atMost` ends it', () => {
    const { struck, outcomes } = strikesOf({ every: 1, atMost: 2 }, 4);
    expect(struck).toEqual([true, true, false, false]);
    expect(outcomes.counts()).toMatchObject([{ calls: 4, strikes: 2 }]);
  });

  test('a probability strikes about so often, and the same calls for the same seed only', () => {
    const chance = { every: undefined, probability: 0.3 };
    const { struck } = strikesOf(chance, 2_000);
    expect(struck.filter(Boolean).length).toBeGreaterThan(500);
    expect(struck.filter(Boolean).length).toBeLessThan(700);
    expect(strikesOf(chance, 2_000).struck).toEqual(struck);
    expect(strikesOf(chance, 2_000, 2).struck).not.toEqual(struck);
  });

  test('a call of another operation neither is struck nor counts', () => {
    const { outcomes } = strikesOf({ every: 1 }, 0);
    expect(outcomes.draw('dynamodb', 'GetItem', ['throttle'])).toBeUndefined();
    expect(outcomes.draw('dynamodb', 'PutItem', ['slow'])).toBeUndefined();
    expect(outcomes.counts()).toMatchObject([{ calls: 0, strikes: 0 }]);
  });
});
