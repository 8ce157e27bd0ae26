import { expect, test } from 'vitest';
import type { FunctionRuntime, Principal } from '../../src/aws.ts';
import { functionsOnceOpen } from '../../src/lambda/once-open.ts';

const PRINCIPAL: Principal = { arn: '', allows: () => true };

function counted() {
  const events: unknown[] = [];
  const functions: FunctionRuntime = {
    async invoke(_principal, _arn, event) {
      events.push(event);
      return { payload: event };
    },
  };
  return { events, functions };
}

test('no function runs before the AWS APIs answer, and then each call does', async () => {
  const { events, functions } = counted();
  const opening = functionsOnceOpen(functions);
  const early = opening.functions.invoke(PRINCIPAL, 'arn', 'early');
  await new Promise((resolve) => setImmediate(resolve));
  expect(events).toEqual([]);
  opening.open();
  opening.giveUp();
  expect(await early).toEqual({ payload: 'early' });
  expect(await opening.functions.invoke(PRINCIPAL, 'arn', 'late')).toEqual({ payload: 'late' });
});

test('a start that fails lets nobody wait: the caller keeps what it has', async () => {
  const { events, functions } = counted();
  const opening = functionsOnceOpen(functions);
  const early = opening.functions.invoke(PRINCIPAL, 'arn', 'early');
  opening.giveUp();
  await expect(early).rejects.toThrow('ended before');
  expect(events).toEqual([]);
});
