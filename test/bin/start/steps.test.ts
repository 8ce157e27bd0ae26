import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSteps } from '../../../bin/start/steps.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stepsOn(isTTY: boolean) {
  const written: string[] = [];
  const steps = createSteps({ isTTY, write: (text) => written.push(text) }, () => Date.now());
  return { steps, text: () => written.join('') };
}

test('a step’s line says what is done, and when it has ended how long it took', async () => {
  const { steps, text } = stepsOn(false);
  const built = steps.during(
    'Building',
    async () => vi.advanceTimersByTime(1_234),
    () => 'built',
  );
  expect(text()).toBe('Building …');
  await built;
  expect(text()).toBe('Building … built (1.2 s)\n');
});

test('the next step ends the one before it', () => {
  const { steps, text } = stepsOn(false);
  steps.begin('One');
  vi.advanceTimersByTime(500);
  steps.begin('Two');
  steps.end();
  steps.end();
  expect(text()).toBe('One … 0.5 s\nTwo … 0.0 s\n');
});

test('a terminal shows each second, a log each fifth', () => {
  const terminal = stepsOn(true);
  terminal.steps.begin('One');
  vi.advanceTimersByTime(2_000);
  terminal.steps.end();
  expect(terminal.text()).toBe('One …\rOne … 1 s\rOne … 2 s\rOne … 2.0 s\n');
  const log = stepsOn(false);
  log.steps.begin('One');
  vi.advanceTimersByTime(11_000);
  log.steps.end();
  expect(log.text()).toBe('One … 5 s … 10 s … 11.0 s\n');
});

test('a step that fails ends its line, so that the error has one of its own', async () => {
  const { steps, text } = stepsOn(false);
  const failing = steps.during('One', async () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(text()).toBe('One … 0.0 s\n');
});
