import { OPERATOR_ACCESS_KEY, type RunningStack, type Template } from 'aws-laptop';
import { runQuery } from '../cli/athena.ts';
import { formatResult } from '../cli/format.ts';
import type { Target } from '../cli/target.ts';

const DAYS = 7;

const LAST_DAYS = `SELECT day, sent, delivered, delivered_rate, "read", read_rate, failed, failure_rate
FROM metric_message_funnel_daily
ORDER BY day DESC
LIMIT ${DAYS}`;

/** The funnel of the last days that have one, as a table. Throws with Athena's reason when it cannot be read. */
export async function lastDays(template: Template, stack: RunningStack, dataDir: string): Promise<string> {
  const result = await runQuery(targetOf(template, stack, dataDir), LAST_DAYS);
  return result.rows.length === 0 ? 'No message has been sent yet.' : formatResult(result, 'table');
}

export function targetOf(
  { region, stackName }: Template,
  { endpoint, outputs }: RunningStack,
  dataDir: string,
): Target {
  return {
    stackName,
    dataDir,
    clientConfig: { endpoint, region, credentials: { accessKeyId: OPERATOR_ACCESS_KEY, secretAccessKey: 'laptop' } },
    output: (name) => outputs.find(({ key }) => key === name)?.value ?? '',
  };
}
