import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DeleteFunctionConcurrencyCommand, LambdaClient, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { Target } from '../../bin/cli/target.ts';
import { statuses } from './documents.ts';
import { eventually, type Question, resourceId } from './question.ts';

const MINUTES = 30;

export const alarms: Question = {
  id: 'alarms',
  title: 'Whether anybody is notified when the transform is throttled, or deliveries are refused',
  does:
    'Sets the transform’s concurrency to 0, posts a status and a hundred unsigned bodies, waits until alarms fire (at most ' +
    `${MINUTES} minutes), then gives the concurrency back. Live traffic waits meanwhile; run it on a stack without any.`,
  costs: 'under 0.01 USD',
  assumes: 'the alarms FailedRecords and RefusedDeliveries fire',
  asks: 'account',
  async ask({ target, deliver, say }) {
    const client = new LambdaClient(target.clientConfig);
    const FunctionName = await resourceId(target, 'AWS::Lambda::Function', 'StreamTransform');
    await client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
    try {
      await deliver(statuses(`throttled-${Date.now()}`, 1, Date.now));
      await postUnsigned(target.output('MetaWebhookUrl'), 100);
      say(`        waiting for alarms, at most ${MINUTES} minutes …`);
      const wanted = ['FailedRecords', 'RefusedDeliveries'];
      const fired = await eventually(MINUTES, async () => {
        const names = await firing(target);
        return wanted.every((name) => names.some((one) => one.endsWith(name))) ? names : undefined;
      });
      return { said: `firing: ${(fired ?? (await firing(target))).join(', ') || 'none'}`, agrees: fired !== undefined };
    } finally {
      await client.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    }
  },
};

async function postUnsigned(url: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await fetch(url, { method: 'POST', body: '{}' });
}

async function firing(target: Target): Promise<readonly string[]> {
  const { MetricAlarms = [] } = await new CloudWatchClient(target.clientConfig).send(
    new DescribeAlarmsCommand({ AlarmNamePrefix: target.stackName, StateValue: 'ALARM' }),
  );
  return MetricAlarms.flatMap(({ AlarmName }) => AlarmName ?? []);
}
