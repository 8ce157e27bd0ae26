import { Command, Option } from 'commander';
import { runQuery } from './athena.ts';
import { FORMATS, type Format, formatResult } from './format.ts';
import { requireReading } from './reading-statement.ts';
import { findTarget } from './target.ts';

export function queryCommand(): Command {
  return new Command('query')
    .description('Runs SQL in the lake’s Athena workgroup, or shows a view.')
    .argument('<sql>', 'a SELECT statement, or the name of a view')
    .addOption(new Option('--format <format>', 'how to print the rows').choices(FORMATS).default('table'))
    .addHelpText(
      'after',
      `
Examples:
  npx lake query metric_message_funnel_daily
  npx lake query "SELECT event_type, count(*) AS events FROM events GROUP BY 1 ORDER BY 2 DESC"
  npx lake query events --format csv > events.csv`,
    )
    .action(query);
}

async function query(sql: string, options: { readonly format: Format }, command: Command): Promise<void> {
  if (!/^\w+$/.test(sql)) requireReading(sql);
  const target = await findTarget(command);
  const result = await runQuery(target, /^\w+$/.test(sql) ? `SELECT * FROM ${sql}` : sql);
  process.stdout.write(`${formatResult(result, options.format)}\n`);
}
