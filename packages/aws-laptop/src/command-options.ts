import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface CommandOptions {
  /** The folder of the cloud assembly. */
  readonly assembly: string;
  readonly stack: string | undefined;
  readonly data: string;
  readonly port: number;
  readonly bufferSeconds: number;
  /** The file of a fault plan. */
  readonly faults: string | undefined;
}

export const HELP = `Usage: aws-laptop <cdk.out> [options]

Runs a synthesised CDK template on this machine, without Docker and without an account.

  <cdk.out>             the folder that \`cdk synth\` wrote

Options:
  --stack <name>        the stack to run, when the folder has several; one that asks to be skipped is left out
  --data <dir>          where everything is kept (default: .aws-laptop)
  --port <n>            port of the HTTP API, 0 for any free one (default: 8787)
  --buffer-seconds <n>  Firehose's buffer interval here (default: 2; in AWS up to 900)
  --faults <plan.json>  makes calls fail on purpose, see the README
  --help                this text

Examples:
  npx cdk synth --quiet && npx aws-laptop cdk.out
  npx aws-laptop cdk.out --data /tmp/shop --port 0
  npx aws-laptop cdk.out --stack Orders --faults faults.json`;

const OPTIONS = {
  stack: { type: 'string' },
  data: { type: 'string', default: '.aws-laptop' },
  port: { type: 'string', default: '8787' },
  'buffer-seconds': { type: 'string', default: '2' },
  faults: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws one sentence for what cannot be run. */
export function parseCommand(args: readonly string[]): CommandOptions | 'help' {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (values.help) return 'help';
  const [assembly, ...others] = positionals;
  if (assembly === undefined) throw new Error('Name the folder that `cdk synth` wrote: aws-laptop cdk.out (--help).');
  if (others.length > 0) throw new Error(`One folder is run at a time, not also ${others.join(', ')}.`);
  if (!existsSync(join(assembly, 'manifest.json'))) {
    throw new Error(`${resolve(assembly)} holds no synthesised CDK app (no manifest.json): run \`cdk synth\` first.`);
  }
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) throw new Error('--port must be a number from 0 to 65535.');
  const bufferSeconds = Number(values['buffer-seconds']);
  if (!(bufferSeconds > 0 && bufferSeconds <= 900)) {
    throw new Error('--buffer-seconds must be above 0 and at most 900.');
  }
  return { assembly, stack: values.stack, data: resolve(values.data), port, bufferSeconds, faults: values.faults };
}
