import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEngine } from './numbers/engine.ts';
import { askAll, type Lake, makeLake, PERIOD, refreshLake, type Workplace } from './numbers/lakes.ts';
import { openReport, type Report } from './numbers/report.ts';
import { shortOf, writeSample } from './numbers/sample.ts';

const HELP = `npm run bench:numbers -- [--messages <n>] [--times <n>] [--memory <size>] [--parts <n>]
                         [--lakes <names>] [--sample <folder>]

What the numbers of a page cost: time, and bytes of files read, of each question, asked in a fresh process of the tables
that a refresh made; and what the refresh costs: time, memory, bytes. On a lake of simulated traffic over 60 days; with
ten times the history before them; and on ten times as many events. The same questions on the events as gzipped JSON
by day give the bytes to compare with.
Files are as the compaction leaves them, tables are written by the product's statements; DuckDB is the engine, with two
threads; the bytes are the kernel's count of what the process read (Linux only).

  --messages <n>   campaign messages simulated (default 289000, which are about a million events)
  --times <n>      how much greater the greater lake is, and how much longer the history (default 10)
  --memory <size>  DuckDB's memory limit (default 6GB)
  --parts <n>      parts of a second refresh, and of that of more events (default 8)
  --lakes <names>  beside the first, which of json, history, traffic (default json,history,traffic)
  --sample <folder>  where the simulated events are kept for the next run; without it they are removed
  --help           this text

Takes about 15 minutes; with --messages 30000 --times 2 --lakes traffic about one.
`;

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '289000' },
    times: { type: 'string', default: '10' },
    memory: { type: 'string', default: '6GB' },
    parts: { type: 'string', default: '8' },
    lakes: { type: 'string', default: 'json,history,traffic' },
    sample: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(HELP);
else await measure();

async function measure(): Promise<void> {
  const times = Number(values.times);
  const wanted = new Set(values.lakes.split(','));
  const folder = mkdtempSync(join(tmpdir(), 'numbers-'));
  const workplace = { folder, memoryLimit: values.memory, sampleFolder: values.sample ?? folder };
  try {
    const events = await simulate(workplace);
    const report = openReport();
    const base = await small(workplace, report, events);
    if (wanted.has('json')) await json(workplace, report);
    if (wanted.has('history')) await history(workplace, report, times, base);
    if (wanted.has('traffic')) await traffic(workplace, report, times, events);
    report.goals();
  } finally {
    rmSync(workplace.folder, { recursive: true });
  }
}

async function simulate(workplace: Workplace): Promise<number> {
  const messages = Number(values.messages);
  say(`Simulating ${messages.toLocaleString('en-US')} campaign messages, unless they are there …`);
  const { connection, close } = await openEngine({ ...workplace, spillFolder: join(workplace.folder, 'spilled') });
  const sample = await writeSample(connection, workplace.sampleFolder, messages, PERIOD);
  close();
  for (const [name, value] of Object.entries(sample)) say(`  ${name.padEnd(12)}${value.toLocaleString('en-US')}`);
  for (const short of shortOf(sample)) say(`  Too few for the goals' traffic: ${short}.`);
  return sample.events;
}

async function small(workplace: Workplace, report: Report, events: number): Promise<Lake> {
  report.begin('base', `${events.toLocaleString('en-US')} events, and the 32 days before`);
  const lake = await makeLake(workplace, { name: 'base', format: 'parquet', times: 1, olderPeriods: 0 });
  await refreshAndAsk(workplace, report, { lake, parts: [1, Number(values.parts)] });
  return lake;
}

async function json(workplace: Workplace, report: Report): Promise<void> {
  report.begin('json', 'the same events as gzipped JSON by day');
  const lake = await makeLake(workplace, { name: 'json', format: 'json', times: 1, olderPeriods: 0 });
  await askAll(workplace, { lake, generation: null }, report.question);
}

/** Asked by turns with the lake that has less of it. */
async function history(workplace: Workplace, report: Report, times: number, base: Lake): Promise<void> {
  report.begin('history', `${times} times the history before`);
  const lake = await makeLake(workplace, { name: 'history', format: 'parquet', times: 1, olderPeriods: times - 1 });
  await refreshAndAsk(workplace, report, { lake, beside: [base], parts: [1] });
}

async function traffic(workplace: Workplace, report: Report, times: number, events: number): Promise<void> {
  report.begin('traffic', `${(events * times).toLocaleString('en-US')} events`);
  const lake = await makeLake(workplace, { name: 'traffic', format: 'parquet', times, olderPeriods: 0 });
  // As the refresh would: one part of all of them would need more memory than most have.
  await refreshAndAsk(workplace, report, { lake, parts: [Number(values.parts)] });
}

interface Measured {
  readonly lake: Lake;
  readonly beside?: readonly Lake[];
  /** One generation for each, in so many parts; readers see the first. */
  readonly parts: readonly number[];
}

async function refreshAndAsk(workplace: Workplace, report: Report, { lake, beside = [], parts }: Measured) {
  for (const [place, count] of parts.entries())
    report.refresh(count, await refreshLake(workplace, lake, { generation: generationAt(place), parts: count }));
  await askAll(workplace, { lake, beside, generation: generationAt(0) }, report.question);
}

function generationAt(place: number): string {
  return `20261111T0${place}0000Z-0000000${place}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
