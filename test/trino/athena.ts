import { OPERATOR_ACCESS_KEY, type Template } from 'aws-laptop';
import { runQuery } from '../../bin/cli/athena.ts';
import type { Target } from '../../bin/cli/target.ts';
import type { QueryResult } from '../../lambdas/aws/athena-result.ts';

/** Runs one statement on the laptop's Athena, by AWS's own client: also one that `lake query` does not send. */
export type RunAthena = (sql: string) => Promise<QueryResult>;

export function laptopAthena(
  endpoint: string,
  template: Template,
  accessKeyId: string = OPERATOR_ACCESS_KEY,
): RunAthena {
  const target: Target = {
    stackName: template.stackName,
    clientConfig: {
      endpoint,
      region: template.region,
      credentials: { accessKeyId, secretAccessKey: 'laptop' },
    },
    output: (name) => String(template.outputs.find(({ key }) => key === name)?.value),
  };
  return (sql) => runQuery(target, sql);
}
