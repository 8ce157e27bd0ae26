import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Settings } from '../settings.ts';
import { frontDoorQuota, throttleOf } from './regions.ts';

/** Lambda refuses to reserve what would leave fewer to the account's other functions ("Reserved concurrency"). */
const UNRESERVED_AT_LEAST = 100;

/** What the settings leave open that should be known before the deployment: text by id. */
export function warningsOf(settings: Settings, region: string | undefined): Readonly<Record<string, string>> {
  return {
    ...(settings.alarmTopicArn === ''
      ? {
          'event-lake:alarms-notify-nobody':
            'The setting alarmTopicArn is empty: the alarms change their state and nobody is notified. Name an SNS topic of the region.',
        }
      : {}),
    ...topicWarning(settings, region),
    ...throttleWarning(settings, region),
    ...reservedWarning(settings),
  };
}

/** PutMetricAlarm refuses an action of another region. */
function topicWarning({ alarmTopicArn }: Settings, region: string | undefined): Readonly<Record<string, string>> {
  const [, , , topicRegion] = alarmTopicArn.split(':');
  if (region === undefined || topicRegion === undefined || topicRegion === region) return {};
  return {
    'event-lake:alarm-topic-elsewhere':
      `The topic of alarmTopicArn is in ${topicRegion}, and the stack goes to ${region}: CloudWatch refuses that, and the ` +
      `deployment fails. Name a topic of ${region}.`,
  };
}

function throttleWarning(settings: Settings, region: string | undefined): Readonly<Record<string, string>> {
  if (region === undefined) return {};
  const { rateLimit, burstLimit } = throttleOf(settings, region);
  const quota = frontDoorQuota(region);
  if (rateLimit <= quota.rateLimit && burstLimit <= quota.burstLimit) return {};
  return {
    'event-lake:throttle-above-quota':
      `The front door takes ${rateLimit} requests/s and ${burstLimit} at once (throttleRate, throttleBurst), but an account has ` +
      `${quota.rateLimit} and ${quota.burstLimit} in ${region} unless AWS raised it: then the account's limit refuses first. ` +
      'Lower the settings, or ask for a higher quota.',
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
      'refuses that, and the deployment fails. Lower them, or ask for a higher quota and state it.',
  };
}

/** Prints the warnings at synth; they stop nothing. */
export function warn(stack: IConstruct, settings: Settings, region: string | undefined): void {
  for (const [id, text] of Object.entries(warningsOf(settings, region))) Annotations.of(stack).addWarningV2(id, text);
}
