import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';

/** A million keys as texts take about 128 MB, so that a survey that held them would end here. */
const LITTLE_MEMORY = ['--max-old-space-size=64', '--max-semi-space-size=1'];

const counted = z.object({ lists: z.number(), keys: z.number(), reads: z.number(), waiting: z.array(z.string()) });

/** What the survey of a lake of a million objects of so many days read, in a process with little memory. */
export async function surveyOfMillion(days: number): Promise<z.infer<typeof counted>> {
  const script = join(import.meta.dirname, 'million.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [...LITTLE_MEMORY, script, String(days)]);
  return counted.parse(JSON.parse(stdout));
}
