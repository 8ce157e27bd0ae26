import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Settings } from '../settings.ts';
import { frontDoorQuota, throttleOf } from './regions.ts';

/** Lambda keeps at least this many for functions without a reservation ("Reserved concurrency"). */
const UNRESERVED_AT_LEAST = 100;

/** Problems with the settings that an operator should know before the deployment: text by id. */
export function warningsOf(settings: Settings, region: string | undefined): Readonly<Record<string, string>> {
  return {
    ...(settings.alarmTopicArn === ''
      ? {
          'event-lake:alarms-notify-nobody':
            'The setting alarmTopicArn is empty: alarms change their state, but nobody is notified. Set it to an SNS topic in the region.',
        }
      : {}),
    ...topicWarning(settings, region),
    ...throttleWarning(settings, region),
    ...reservedWarning(settings),
  };
}

/** PutMetricAlarm rejects an action in another region. */
function topicWarning({ alarmTopicArn }: Settings, region: string | undefined): Readonly<Record<string, string>> {
  const [, , , topicRegion] = alarmTopicArn.split(':');
  if (region === undefined || topicRegion === undefined || topicRegion === region) return {};
  return {
    'event-lake:alarm-topic-elsewhere':
      `The topic of alarmTopicArn is in ${topicRegion}, but the stack is deployed to ${region}: CloudWatch rejects that, and ` +
      `the deployment fails. Set it to a topic in ${region}.`,
  };
}

function throttleWarning(settings: Settings, region: string | undefined): Readonly<Record<string, string>> {
  if (region === undefined) return {};
  const { rateLimit, burstLimit } = throttleOf(settings, region);
  const quota = frontDoorQuota(region);
  if (rateLimit <= quota.rateLimit && burstLimit <= quota.burstLimit) return {};
  return {
    'event-lake:throttle-above-quota':
      `The front door accepts ${rateLimit} requests/s and ${burstLimit} at once (throttleRate, throttleBurst), but an account has ` +
      `${quota.rateLimit} and ${quota.burstLimit} in ${region} unless AWS raised it: the account's quota applies first. ` +
      'Lower the settings, or request a higher quota.',
  };
}

function reservedWarning(settings: Settings): Readonly<Record<string, string>> {
  const { receiverConcurrency, transformConcurrency, accountConcurrency } = settings;
  const reserved = receiverConcurrency + transformConcurrency;
  if (reserved === 0 || reserved + UNRESERVED_AT_LEAST <= accountConcurrency) return {};
  return {
    'event-lake:reserved-concurrency':
      `receiverConcurrency ${receiverConcurrency} and transformConcurrency ${transformConcurrency} leave fewer than ` +
      `${UNRESERVED_AT_LEAST} of the account's ${accountConcurrency} concurrent executions (accountConcurrency): Lambda ` +
      'rejects that, and the deployment fails. Lower them, or request a higher quota and set accountConcurrency to it.',
  };
}

/** Prints the warnings at synth, which continues. */
export function warn(stack: IConstruct, settings: Settings, region: string | undefined): void {
  for (const [id, text] of Object.entries(warningsOf(settings, region))) Annotations.of(stack).addWarningV2(id, text);
}
