/**
 * EventBridge on a laptop: the rules of the template that run by the clock. Differences to AWS: the clock of a rate starts
 * with the laptop stack, what falls due while the computer sleeps runs once when it wakes, and a function that fails is
 * not called again before the next time.
 */
import { randomUUID } from 'node:crypto';
import type { FunctionRuntime, Template } from '../aws.ts';
import type { Clock } from './clock.ts';
import { eventsPrincipal, readRules, type ScheduledRule } from './rules.ts';

export interface EventsOptions {
  readonly template: Template;
  readonly functions: Pick<FunctionRuntime, 'invoke'>;
  readonly clock: Clock;
  /** Called with how a run ended that nobody waits for, when it failed. */
  readonly onFailure: (ruleName: string, reason: string) => void;
}

export interface Events {
  /** Starts no further runs; those under way are the functions' to end. */
  close(): Promise<void>;
}

/** A computer that slept notices it within a minute. */
const MAX_WAIT_MS = 60_000;

/** Runs the template's rules from now on. Throws for a rule that the laptop does not cover. */
export function createEvents(options: EventsOptions): Events {
  const stops = readRules(options.template).map((rule) => runByClock(options, rule));
  return {
    async close() {
      for (const stop of stops) stop();
    },
  };
}

function runByClock(options: EventsOptions, rule: ScheduledRule): () => void {
  const { clock } = options;
  let cancel: (() => void) | undefined;
  const wait = (dueMs: number | undefined) => {
    if (dueMs === undefined) return;
    const delayMs = Math.max(0, Math.min(dueMs - clock.nowMs(), MAX_WAIT_MS));
    cancel = clock.after(delayMs, () => {
      if (clock.nowMs() < dueMs) return wait(dueMs);
      start(options, rule);
      wait(rule.schedule(clock.nowMs()));
    });
  };
  wait(rule.schedule(clock.nowMs()));
  return () => cancel?.();
}

/** EventBridge calls functions asynchronously: a run that takes long does not keep the next one waiting. */
function start({ template, functions, clock, onFailure }: EventsOptions, rule: ScheduledRule): void {
  const event = scheduledEvent(template, rule, clock.nowMs());
  for (const target of rule.targets) {
    functions.invoke(eventsPrincipal(template, rule.arn), target, event).then(
      ({ functionError }) =>
        functionError && onFailure(rule.name, `${functionError.errorType}: ${functionError.errorMessage}`),
      (error) => onFailure(rule.name, String(error)),
    );
  }
}

/** Source: EventBridge User Guide, "AWS service event metadata", and the sample of a scheduled event. */
function scheduledEvent({ accountId, region }: Template, { arn }: ScheduledRule, nowMs: number): object {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: accountId,
    time: new Date(nowMs).toISOString().replace(/\.\d+/, ''),
    region,
    resources: [arn],
    detail: {},
  };
}
