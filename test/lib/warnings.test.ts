import { describe, expect, test } from 'vitest';
import { buildApp } from '../../lib/app.ts';
import { checkRetries, retryHours } from '../../lib/ingest/retries.ts';
import { readSettings, type Settings } from '../../lib/settings.ts';
import { warningsOf } from '../../lib/shared/warnings.ts';
import { synthesise } from './findings.ts';
import { testApp } from './synthesised.ts';

const alarmTopicArn = 'arn:aws:sns:eu-west-1:123456789012:on-call';

function warned(settings: Partial<Settings>, region?: string): readonly string[] {
  return Object.keys(warningsOf(readSettings({ alarmTopicArn, ...settings }), region));
}

describe('the synth warns, without failing,', () => {
  test('when the alarms notify nobody', () => {
    const made = testApp();
    buildApp(made.app);
    const { thrown, warnings } = synthesise(made);
    expect([thrown, warnings]).toEqual([undefined, ['event-lake:alarms-notify-nobody']]);
  });

  test('not when they notify a topic', () => {
    const made = testApp({ alarmTopicArn });
    buildApp(made.app);
    expect(synthesise(made)).toEqual({ thrown: undefined, rules: [], findings: [], warnings: [] });
  });
});

describe('a throttle above the account’s quota', () => {
  test.each<[Partial<Settings>, string | undefined, boolean]>([
    [{}, 'eu-south-1', false],
    [{}, undefined, false],
    [{ throttleRate: 2_500, throttleBurst: 1_250 }, 'eu-south-1', false],
    [{ throttleRate: 2_501 }, 'eu-south-1', true],
    [{ throttleBurst: 1_251 }, 'eu-south-1', true],
    [{ throttleRate: 10_000, throttleBurst: 5_000 }, 'eu-west-1', false],
    [{ throttleRate: 10_000 }, undefined, false],
  ])('%j in %s warns: %j', (settings, region, isWarned) => {
    const topic = { alarmTopicArn: alarmTopicArn.replace('eu-west-1', region ?? 'eu-west-1') };
    expect(warned({ ...topic, ...settings }, region)).toEqual(isWarned ? ['event-lake:throttle-above-quota'] : []);
  });

  test('gives a warning with the values and the region', () => {
    const { 'event-lake:throttle-above-quota': text } = warningsOf(
      readSettings({ throttleRate: 4_000 }),
      'il-central-1',
    );
    expect(text).toMatch(/4000 requests\/s.*2500 and 1250 in il-central-1/);
  });
});

// CloudWatch rejects an alarm with an action in another region, and the deployment is rolled back.
describe('an alarm topic outside the stack’s region', () => {
  test.each<[string | undefined, boolean]>([
    ['eu-west-1', false],
    ['eu-central-1', true],
    [undefined, false],
  ])('with the stack in %s warns: %j', (region, isWarned) => {
    expect(warned({}, region)).toEqual(isWarned ? ['event-lake:alarm-topic-elsewhere'] : []);
  });

  test('gives a warning with both regions', () => {
    const { 'event-lake:alarm-topic-elsewhere': text } = warningsOf(readSettings({ alarmTopicArn }), 'eu-central-1');
    expect(text).toMatch(/in eu-west-1, .* deployed to eu-central-1: .*Set it to a topic in eu-central-1\./);
  });
});

describe('reservations that Lambda would reject', () => {
  test.each<[Partial<Settings>, boolean]>([
    [{}, false],
    [{ accountConcurrency: 10 }, false],
    [{ receiverConcurrency: 890, transformConcurrency: 10 }, false],
    [{ receiverConcurrency: 890, transformConcurrency: 11 }, true],
    [{ transformConcurrency: 1, accountConcurrency: 10 }, true],
  ])('%j warn: %j', (settings, isWarned) => {
    expect(warned(settings)).toEqual(isWarned ? ['event-lake:reserved-concurrency'] : []);
  });
});

describe('the retries of a batch', () => {
  test('end within 12 hours by default, which leaves 12 for the delivery', () => {
    expect(retryHours(readSettings({}).transformRetries, 60)).toBe(10);
  });

  test('fail the synth if they may take longer, with the values', () => {
    expect(() => checkRetries(300, 84)).not.toThrow();
    expect(() => checkRetries(300, 85)).toThrow(
      /transformRetries 300 x \(timeout 85 s \+ wait 60 s\) is 12\.1 h.*12 h/,
    );
  });
});
