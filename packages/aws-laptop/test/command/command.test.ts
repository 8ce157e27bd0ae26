import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseCommand } from '../../src/command-options.ts';
import { writeAssembly } from '../../src/testing/small-template.ts';
import { launch, newFolder, removeFolder, runCommand } from '../examples/launcher.ts';

const folder = newFolder();
afterAll(() => removeFolder(folder));

const QUEUE = { Resources: { Jobs: { Type: 'AWS::SQS::Queue', Properties: {} } } };

test('--help shows the options and examples', async () => {
  const { exitCode, output } = await runCommand('--help');
  expect(exitCode).toBe(0);
  for (const word of ['--data', '--port', '--buffer-seconds', '--faults', 'Examples:']) expect(output).toContain(word);
});

test.each([
  ['no folder', [], /^aws-laptop: Name the folder that `cdk synth` wrote/],
  ['a folder without an app', [folder], /holds no synthesised CDK app \(no manifest\.json\)/],
  ['an unknown option', [folder, '--speed', '3'], /Unknown option '--speed'/],
])('%s ends in one sentence', async (_what, args, sentence) => {
  const { exitCode, output } = await runCommand(...args);
  expect([exitCode, output.trimEnd().split('\n').length]).toEqual([1, 1]);
  expect(output).toMatch(sentence);
});

test.each([
  ['--port', '70000', /--port must be a number from 0 to 65535/],
  ['--buffer-seconds', '0', /--buffer-seconds must be above 0 and at most 900/],
])('%s %s is refused with what is allowed', (option, value, sentence) => {
  const assembly = writeAssembly(QUEUE);
  expect(() => parseCommand([assembly, option, value])).toThrow(sentence);
});

test('a template without an HTTP API runs, and faults of a plan are counted at the end', async () => {
  const plan = join(folder, 'plan.json');
  writeFileSync(plan, '{"seed":1,"faults":[{"service":"s3","operation":"PutObject","fault":"throttle","every":2}]}');
  const args = ['--data', join(folder, 'queue'), '--port', '0', '--faults', plan];
  const running = await launch(writeAssembly(QUEUE), ...args);
  expect(running.printed).toContain('HTTP API    none in the template');
  const { exitCode, output } = await running.stop();
  expect(exitCode).toBe(0);
  expect(output).toContain('Fault s3 PutObject throttle: 0 of 0 calls');
});

test.each([
  ['an unsupported type', { Type: 'AWS::EC2::Instance' }, /AWS::EC2::Instance \(logical id Jobs\).*AWS::S3::Bucket/],
  [
    'an unsupported property',
    { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
    /the queue Jobs: .*FIFO queues are not covered[\s\S]*at FifoQueue/,
  ],
])('%s is named with where it is', async (_what, Jobs, sentence) => {
  const { exitCode, output } = await runCommand(writeAssembly({ Resources: { Jobs } }), '--data', join(folder, 'no'));
  expect(exitCode).toBe(1);
  expect(output).toMatch(sentence);
});
