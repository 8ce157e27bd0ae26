import { expect, test } from 'vitest';
import { ARN, anyone, startStack } from './stack.ts';

/** Answers after 60 ms with the number of events that ran at once in this environment, and the environment's name. */
const SLOW = `const id = Math.random(); let running = 0;
export const handler = async () => {
  running += 1; const most = running;
  await new Promise((resolve) => setTimeout(resolve, 60));
  running -= 1; return { id, most };
};`;

async function invokeTimes(
  stack: ReturnType<typeof startStack>,
  times: number,
): Promise<{ ids: Set<unknown>; most: number }> {
  const runs = Array.from({ length: times }, () => stack.functions.invoke(anyone, ARN, {}));
  const payloads = (await Promise.all(runs)).map(({ payload }) => Object(payload));
  return { ids: new Set(payloads.map(({ id }) => id)), most: Math.max(...payloads.map(({ most }) => most)) };
}

test.each([
  ['the laptop allows', { maxConcurrency: 2 }, 2],
  ['the template reserves', { maxConcurrency: 5, properties: { ReservedConcurrentExecutions: 1 } }, 1],
])(
  'no more environments run than %s, each with one event at a time, and the other events wait',
  async (_, options, limit) => {
    const { ids, most } = await invokeTimes(startStack({ source: SLOW, ...options }), 6);
    expect(ids.size).toBe(limit);
    expect(most).toBe(1);
  },
);

test('a warm environment is used again', async () => {
  const stack = startStack({ source: SLOW });
  await stack.functions.warm(ARN);
  const first = await invokeTimes(stack, 1);
  expect(await invokeTimes(stack, 1)).toEqual(first);
});

test('events wait no longer than the failure of the environment before them', async () => {
  const { functions } = startStack({
    source: 'export const handler = async ({ exit }) => { if (exit) process.exit(1); return "ran"; };',
    maxConcurrency: 1,
  });
  const [failed, ...rest] = await Promise.all(
    [true, false, false].map((exit) => functions.invoke(anyone, ARN, { exit })),
  );
  expect(failed?.functionError?.errorType).toBe('Runtime.ExitError');
  expect(rest.map(({ payload }) => payload)).toEqual(['ran', 'ran']);
});

test('closing lets an event under way end and takes no further one', async () => {
  const { functions } = startStack({ source: SLOW });
  const running = functions.invoke(anyone, ARN, {});
  const closed = functions.close();
  await expect(functions.invoke(anyone, ARN, {})).rejects.toMatchObject({ code: 'ServiceException' });
  expect((await running).payload).toMatchObject({ most: 1 });
  await closed;
});
