/** `aws-laptop`: the command line. */
import { once } from 'node:events';
import { resolve } from 'node:path';
import { type CommandOptions, HELP, parseCommand } from './command-options.ts';
import { keepPrivate, removeEndpointFile, takeDataFolder, writeEndpointFile } from './data-folder.ts';
import { SYSTEM_CLOCK } from './events/clock.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import { readPlan } from './faults/plan.ts';
import { OPERATOR_ACCESS_KEY } from './operator.ts';
import { type RunningStack, startStack } from './stack.ts';
import { readTemplate, skippedLines } from './template/read-template.ts';

try {
  const options = parseCommand(process.argv.slice(2));
  if (options === 'help') say(HELP);
  else await run(options);
} catch (error) {
  process.stderr.write(`aws-laptop: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function run(options: CommandOptions): Promise<void> {
  const template = readTemplate(options.assembly, options.stack);
  for (const line of skippedLines(template)) say(line);
  const faults = createFaults(options.faults === undefined ? undefined : readPlan(options.faults));
  takeDataFolder(options.data);
  keepPrivate(options.data);
  const { region, stackName } = template;
  const { promise: signal, resolve: stop } = Promise.withResolvers<void>();
  const stack = await startStack({
    template,
    dataDir: options.data,
    port: options.port,
    bufferSeconds: options.bufferSeconds,
    clock: SYSTEM_CLOCK,
    faults,
    beforeOpening(endpoint) {
      // From here on a signal stops the stack in order.
      stopSignal().then(stop);
      const accessKeyId = OPERATOR_ACCESS_KEY;
      writeEndpointFile(options.data, { endpoint, region, stackName, accessKeyId, pid: process.pid });
    },
    warn: (line) => process.stderr.write(`  ${line}\n`),
  });
  const { outputs } = stack;
  say(describe(stack, region, options.data));
  for (const { key, value } of outputs) say(`  ${key} = ${value}`);
  say('\nCtrl-C delivers what is buffered and stops.');
  await signal;
  say('\nDelivering what is buffered …');
  sayFaults(faults);
  faults.use(undefined);
  await stack.close();
  removeEndpointFile(options.data);
  say('Stopped.');
}

function describe({ url, endpoint }: RunningStack, region: string, data: string): string {
  return `HTTP API    ${url === '' ? 'none in the template' : url}
AWS APIs    ${endpoint}
Data        ${resolve(data)}

For the AWS SDK and the aws command (a new key at each start, also in endpoint.json of the data folder):
  export AWS_ENDPOINT_URL=${endpoint}
  export AWS_REGION=${region}
  export AWS_ACCESS_KEY_ID=${OPERATOR_ACCESS_KEY}
  export AWS_SECRET_ACCESS_KEY=local

Outputs`;
}

function sayFaults(faults: Faults): void {
  for (const { rule, calls, strikes } of faults.counts()) {
    say(`Fault ${rule.service} ${rule.operation} ${rule.fault}: ${strikes} of ${calls} calls`);
  }
}

async function stopSignal(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')]);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
