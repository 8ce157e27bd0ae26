import { join } from 'node:path';
import { AthenaClient } from '@aws-sdk/client-athena';
import { Command } from 'commander';
import { type Operations, operationsOf } from '../../bin/cli/operations.ts';
import { findTarget } from '../../bin/cli/target.ts';
import { OPERATIONS } from '../../dashboard/operations.ts';
import { DEFAULT_FILTER } from '../../domain/pages/filter.ts';
import { askPage, athenaAsk, pageStatements } from '../../lambdas/aws/page-answers.ts';

/** The operations page and the tail of a running laptop stack, as its server makes them. */
export interface OperationsPages {
  readonly operations: Operations;
  /** What is below the header and the filter. */
  readonly page: () => Promise<string>;
}

export async function operationsPagesOf(dataDir: string): Promise<OperationsPages> {
  const target = await findTarget(new Command().option('--data <dir>', '', dataDir));
  const operations = operationsOf(target);
  const client = new AthenaClient(target.clientConfig);
  const place = { workgroup: target.output('Workgroup'), database: target.output('Database') };
  const ports = {
    ask: athenaAsk(client, place),
    statement: pageStatements(join(import.meta.dirname, '..', '..', 'athena-sql')),
    facts: operations.facts,
    nowMs: Date.now,
  };
  const page = async () => {
    const presentation = { place: 'laptop', locale: 'en', refreshMinutes: 60 } as const;
    const { view } = await askPage(ports, OPERATIONS, DEFAULT_FILTER, presentation);
    return OPERATIONS.render(view).toString();
  };
  return { operations, page };
}
