import { OPERATOR_ACCESS_KEY, type Template } from 'aws-laptop';
import { type QueryResult, runQuery } from '../../bin/cli/athena.ts';
import type { Target } from '../../bin/cli/target.ts';

/** Runs one statement on the laptop's Athena, by AWS's own client. */
export type RunAthena = (sql: string) => Promise<QueryResult>;

export function laptopAthena(endpoint: string, template: Template): RunAthena {
  const target: Target = {
    stackName: template.stackName,
    clientConfig: {
      endpoint,
      region: template.region,
      credentials: { accessKeyId: OPERATOR_ACCESS_KEY, secretAccessKey: 'laptop' },
    },
    output: (name) => String(template.outputs.find(({ key }) => key === name)?.value),
  };
  return (sql) => runQuery(target, sql);
}
