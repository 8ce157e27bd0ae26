import { describe, expect, test, vi } from 'vitest';
import type { InvokeResult, Template } from '../../src/aws.ts';
import { createEvents } from '../../src/events/events.ts';
import { manualClock } from '../../src/events/manual-clock.ts';
import { smallTemplate } from '../../src/testing/small-template.ts';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 10, 20, 2, 0, 10);

const fn = {
  Type: 'AWS::Lambda::Function',
  Properties: { Code: { S3Key: 'k' }, Handler: 'index.handler', Runtime: 'nodejs24.x', Role: 'r' },
};
const arn = { 'Fn::GetAtt': ['Fn', 'Arn'] };
const rule = (more: Record<string, unknown>) => ({
  Type: 'AWS::Events::Rule',
  Properties: { State: 'ENABLED', Targets: [{ Id: 'Target0', Arn: arn }], ...more },
});
const permission = (SourceArn: unknown, Principal = 'events.amazonaws.com') => ({
  Type: 'AWS::Lambda::Permission',
  Properties: { Action: 'lambda:InvokeFunction', FunctionName: arn, Principal, SourceArn },
});

function stackOf(more: Record<string, unknown>, grant: unknown = { 'Fn::GetAtt': ['Rule', 'Arn'] }): Template {
  return smallTemplate({ Resources: { Fn: fn, Rule: rule(more), Permission: permission(grant) } });
}

function running(template: Template, answer: () => Promise<InvokeResult> = async () => ({ payload: null })) {
  const clock = manualClock(START_MS);
  const events: Record<string, unknown>[] = [];
  const failures: string[] = [];
  const functions = {
    invoke: async (_: unknown, _arn: string, event: unknown) => {
      events.push({ ...Object(event) });
      return answer();
    },
  };
  const onFailure = (name: string, reason: string) => void failures.push(`${name}: ${reason}`);
  return { clock, events, failures, rules: createEvents({ template, functions, clock, onFailure }) };
}

describe('an enabled rule', () => {
  test('calls its function at its times, with the event that EventBridge sends', () => {
    const { clock, events } = running(stackOf({ ScheduleExpression: 'rate(5 minutes)' }));
    clock.advance(5 * MINUTE_MS - 1);
    expect(events).toEqual([]);
    clock.advance(10 * MINUTE_MS);
    expect(events.map(({ time }) => time)).toEqual(['2026-11-20T02:05:10Z', '2026-11-20T02:10:10Z']);
    expect(events[0]).toMatchObject({
      version: '0',
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      resources: [expect.stringMatching(/^arn:aws:events:us-east-1:123456789012:rule\//)],
      detail: {},
    });
  });

  test('runs nightly by UTC', () => {
    const { clock, events } = running(stackOf({ ScheduleExpression: 'cron(15 2 * * ? *)' }));
    clock.advance(3 * 24 * 60 * MINUTE_MS);
    expect(events.map(({ time }) => time)).toEqual([
      '2026-11-20T02:15:00Z',
      '2026-11-21T02:15:00Z',
      '2026-11-22T02:15:00Z',
    ]);
  });

  test('goes on after a run that failed, which is reported', async () => {
    const failing = async () => ({ payload: null, functionError: { errorType: 'Error', errorMessage: 'no' } });
    const { clock, events, failures } = running(stackOf({ ScheduleExpression: 'rate(1 minute)' }), failing);
    clock.advance(2 * MINUTE_MS);
    await vi.waitFor(() => expect(failures).toEqual(['Shop-Rule: Error: no', 'Shop-Rule: Error: no']));
    expect(events).toHaveLength(2);
  });

  test('does not wait for a run that takes long', () => {
    const { clock, events } = running(stackOf({ ScheduleExpression: 'rate(1 minute)' }), () => new Promise(() => {}));
    clock.advance(3 * MINUTE_MS);
    expect(events).toHaveLength(3);
  });

  test('runs no more when it is closed', async () => {
    const { clock, events, rules } = running(stackOf({ ScheduleExpression: 'rate(1 minute)' }));
    clock.advance(MINUTE_MS);
    await rules.close();
    clock.advance(9 * MINUTE_MS);
    expect(events).toHaveLength(1);
  });
});

test('a disabled rule never runs', () => {
  const { clock, events } = running(stackOf({ ScheduleExpression: 'rate(1 minute)', State: 'DISABLED' }));
  clock.advance(9 * MINUTE_MS);
  expect(events).toEqual([]);
});

describe('refused when the stack starts is a rule', () => {
  test.each([
    ['without a schedule', { EventPattern: { source: ['aws.s3'] } }, /The rule Rule cannot run on a laptop/],
    ['with a schedule that is not covered', { ScheduleExpression: 'cron(0 0 L * ? *)' }, /day-of-month "L"/],
    [
      'whose target gets another input',
      { ScheduleExpression: 'rate(1 minute)', Targets: [{ Id: 'a', Arn: arn, Input: '{}' }] },
      /Input/,
    ],
  ])('%s', (_what, properties, message) => {
    expect(() => running(stackOf(properties))).toThrow(message);
  });

  test('whose function does not let EventBridge call it for this rule', () => {
    const scheduled = { ScheduleExpression: 'rate(1 minute)' };
    const other = 'arn:aws:events:us-east-1:123456789012:rule/other';
    expect(() => running(stackOf(scheduled, other))).toThrow(/no AWS::Lambda::Permission for events.amazonaws.com/);
  });
});
