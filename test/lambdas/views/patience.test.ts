import { describe, expect, test } from 'vitest';
import { withPatience } from '../../../lambdas/views/patience.ts';

/** A clock that a pause moves on. */
function clock() {
  const pauses: number[] = [];
  let now = 0;
  const pause = async (ms: number) => {
    pauses.push(ms);
    now += ms;
  };
  return { pauses, clock: { nowMs: () => now, pause } };
}

/** Fails so often, then succeeds. */
function failing(times: number, error: Error) {
  let calls = 0;
  const work = async () => {
    calls += 1;
    if (calls <= times) throw error;
    return 'done';
  };
  return { work, calls: () => calls };
}

const named = (name: string, message = 'refused') => Object.assign(new Error(message), { name });

describe('is tried again', () => {
  test.each([
    ['AccessDeniedException', named('AccessDeniedException')],
    ['S3’s AccessDenied', named('AccessDenied')],
    ['ConcurrentModificationException', named('ConcurrentModificationException')],
    ['what Athena met as its caller', new Error('Insufficient permissions to execute the query. ')],
    [
      'what Glue said to Athena',
      new Error('User: arn:aws:sts::123456789012:assumed-role/a/b is not authorized to perform: glue:GetDatabase'),
    ],
    ['results that cannot be written yet', new Error('Access denied when writing output to url: s3://results/a.txt')],
    ['a bucket that cannot be seen yet', named('InvalidRequestException', 'Unable to verify/create output bucket r')],
    ['two changes at once', new Error('ConcurrentModificationException: Update table failed due to concurrent')],
  ])('%s', async (_, error) => {
    const { work, calls } = failing(3, error);
    const { pauses, clock: given } = clock();
    expect(await withPatience(work, given)).toBe('done');
    expect([calls(), pauses]).toEqual([4, [1_000, 2_000, 4_000]]);
  });

  test('for a minute at most; then its own words are thrown', async () => {
    const { work, calls } = failing(Number.POSITIVE_INFINITY, named('AccessDeniedException', 'no'));
    const { pauses, clock: given } = clock();
    await expect(withPatience(work, given)).rejects.toThrow('no');
    const total = pauses.reduce((sum, ms) => sum + ms, 0);
    expect(total).toBeGreaterThan(45_000);
    expect(total).toBeLessThanOrEqual(60_000);
    expect(calls()).toBe(pauses.length + 1);
  });
});

describe('fails at once', () => {
  test.each([
    new Error('line 3:1: SYNTAX_ERROR'),
    new Error('TABLE_NOT_FOUND: Table does not exist'),
    named('InvalidRequestException', 'mismatched input'),
  ])('%s', async (error) => {
    const { work, calls } = failing(1, error);
    await expect(withPatience(work, clock().clock)).rejects.toBe(error);
    expect(calls()).toBe(1);
  });

  test.each([
    'Insufficient Lake Formation permission(s): Required Describe on lake (Service: AmazonDataCatalog; Error Code: AccessDeniedException)',
    'Insufficient permissions to execute the query. Principal does not have any privilege on specified resource',
  ])('what Lake Formation refuses, saying whose grant is missing: %s', async (message) => {
    const { work, calls } = failing(1, named('AccessDeniedException', message));
    const refused = withPatience(work, clock().clock);
    await expect(refused).rejects.toThrow(/^Lake Formation controls this account’s data catalog.*AWS says: Insuff/);
    expect(calls()).toBe(1);
  });
});
