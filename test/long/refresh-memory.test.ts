import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { OPERATOR_ACCESS_KEY, readTemplate } from 'aws-laptop';
import { sampleDay } from 'simulator';
import { expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { build } from '../../bin/start/build.ts';
import { REFRESHED_TABLES } from '../../domain/contracts/refreshed-tables.ts';
import { dayOf } from '../../domain/event/time.ts';
import { remove, startLaptop, temporaryFolder } from '../support/laptop.ts';
import { run } from './replay.ts';

/** Of the 512 MiB that the function has: rows never pass through it. Node itself takes about a third of this. */
const MOST_MIB = 256;

const functionSchema = z.object({
  Description: z.string(),
  Code: z.object({ S3Key: z.string() }),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }),
});

/** The function of the template: its bundle's folder, and its variables. */
async function refreshFunction() {
  const template = readTemplate((await build()).assembly);
  const functions = template.ofType('AWS::Lambda::Function').flatMap(({ properties }) => {
    const parsed = functionSchema.safeParse(properties);
    return parsed.success ? [parsed.data] : [];
  });
  const found = functions.find(({ Description }) => Description.startsWith('Heavy relations as tables'));
  if (found === undefined) throw new Error('The template has no function that refreshes.');
  return { folder: template.assetPath(found.Code.S3Key), variables: found.Environment.Variables, ...template };
}

/** One invocation in a process of its own, which says at last how much memory it took. */
const INVOKE = `
const { handler } = await import(process.argv[1]);
const context = { functionName: 'refresh', getRemainingTimeInMillis: () => 840_000 };
let answer = await handler({}, context);
while ('heldBy' in answer) {
  await new Promise((resolve) => setTimeout(resolve, 500));
  answer = await handler({}, context);
}
process.stdout.write('\\n' + JSON.stringify({ answer, peakKiB: process.resourceUsage().maxRSS }));
`;
const outcome = z.object({ answer: z.object({ events: z.number(), tables: z.number() }), peakKiB: z.number() });

test('the function that refreshes takes little memory, for no row passes through it', async () => {
  const dataDir = temporaryFolder();
  const laptop = await startLaptop(dataDir);
  onTestFinished(async () => {
    await laptop.close();
    remove(dataDir);
  });
  const { documents } = sampleDay(dayOf(Date.now() - 86_400_000), 7, 300);
  const file = join(dataDir, 'day.ndjson');
  writeFileSync(file, documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
  await run(laptop, 'deliver', 'meta', file, '--concurrency', '4');
  await run(laptop, 'flush');
  const { folder, variables, region } = await refreshFunction();
  const env = {
    PATH: process.env.PATH,
    ...variables,
    AWS_ENDPOINT_URL: laptop.endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: OPERATOR_ACCESS_KEY,
    AWS_SECRET_ACCESS_KEY: 'not-verified',
  };
  const entry = pathToFileURL(join(folder, 'index.mjs')).href;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', INVOKE, entry], { env });
  const { answer, peakKiB } = outcome.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  expect(answer.events).toBeGreaterThan(300);
  expect(answer.tables).toBe(REFRESHED_TABLES.length);
  expect(peakKiB / 1024).toBeLessThan(MOST_MIB);
  process.stdout.write(`The refresh took ${Math.round(peakKiB / 1024)} MiB at most.\n`);
});
