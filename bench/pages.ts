import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEngine } from './numbers/engine.ts';
import { askQuestions, makeLake, PERIOD, refreshLake, type Workplace } from './numbers/lakes.ts';
import type { Reading } from './numbers/measure.ts';
import { writeSample } from './numbers/sample.ts';
import { questionsOfPages } from './pages/questions.ts';
import { type Served, servedPages } from './pages/served.ts';

const HELP = `npm run bench:pages -- [--data <folder>] [--rounds <n>]
                       [--messages <n>] [--times <n>] [--memory <size>] [--sample <folder>]

What pages take, against their goals.
With --data: the pages of the lake that \`npm start\` runs on that folder, asked through its Athena API as its page server
asks them (all statements side by side), and rendered: the least of the rounds, for three filters.
Without it: each statement of the exec and buttons pages, in a fresh process, of the tables that a refresh of a lake of
simulated traffic makes; with --times also of a lake with so many times the events.

  --data <folder>    a lake that runs
  --rounds <n>       how often each page is asked, or each statement (default 10, or 3)
  --messages <n>     campaign messages simulated (default 289000, which are about a million events)
  --times <n>        how much greater the second lake is; 1 leaves it out (default 1)
  --memory <size>    DuckDB's memory limit (default 6GB)
  --sample <folder>  where the simulated events are kept for the next run; without it they are removed
  --help             this text

With --data half a minute; without it about four minutes, with --times 10 about fifteen.
`;

/** Goals. */
const ANSWERS_MS = 100;
const PAGE_MS = 300;
const GZ_KB = 150;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    rounds: { type: 'string' },
    messages: { type: 'string', default: '289000' },
    times: { type: 'string', default: '1' },
    memory: { type: 'string', default: '6GB' },
    sample: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(HELP);
else if (values.data !== undefined) sayServed(await servedPages(values.data, Number(values.rounds ?? 10)));
else await measureStatements(Number(values.times), Number(values.rounds ?? 3));

function sayServed(pages: readonly Served[]): void {
  for (const { page, parameters, answersMs, renderMs, gzBytes, failed } of pages) {
    const figures = [
      `answers ${figure(answersMs, ANSWERS_MS, 'ms')}`,
      `render ${renderMs.toFixed(0)} ms`,
      `page ${figure(answersMs + renderMs, PAGE_MS, 'ms')}`,
      `gz ${figure(gzBytes / 1_000, GZ_KB, 'KB')}`,
    ];
    say(
      `${`${page}?${parameters}`.padEnd(42)}${figures.join(', ')}${failed.map((name) => `, FAILED ${name}`).join('')}`,
    );
  }
}

function figure(value: number, goal: number, unit: string): string {
  return `${value.toFixed(0)} ${unit} (goal ${goal}: ${value <= goal ? 'holds' : 'missed'})`;
}

async function measureStatements(times: number, rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  const workplace = { folder, memoryLimit: values.memory, sampleFolder: values.sample ?? folder };
  try {
    const { connection, close } = await openEngine({ ...workplace, spillFolder: join(folder, 'spilled') });
    const { events } = await writeSample(connection, workplace.sampleFolder, Number(values.messages), PERIOD);
    close();
    const base = await readingsOf(workplace, 'base', { events, times: 1, rounds });
    if (times > 1) await readingsOf(workplace, 'traffic', { events, times, rounds, base });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Sized {
  readonly events: number;
  readonly times: number;
  readonly rounds: number;
  readonly base?: ReadonlyMap<string, Reading>;
}

/** Of each statement, which are printed as they come. */
async function readingsOf(workplace: Workplace, name: 'base' | 'traffic', { events, times, rounds, base }: Sized) {
  say(`\n${(events * times).toLocaleString('en-US')} events, and the 32 days before`);
  const lake = await makeLake(workplace, { name, format: 'parquet', times, olderPeriods: 0 });
  const generation = '20261111T000000Z-00000000';
  await refreshLake(workplace, lake, { generation, parts: times > 1 ? 8 : 1 });
  const readings = new Map<string, Reading>();
  const questions = questionsOfPages(PERIOD.through);
  await askQuestions(workplace, { lake, generation }, { questions, times: rounds }, (title, reading) => {
    readings.set(title, reading);
    const before = base?.get(title);
    const ratio = before === undefined ? '' : `   ${(reading.cpuSeconds / before.cpuSeconds).toFixed(1)} × CPU`;
    say(`  ${title.padEnd(24)}${statementFigures(reading)}${ratio}`);
  });
  return readings;
}

function statementFigures({ seconds, cpuSeconds, bytesRead, rows }: Reading): string {
  return [
    `${(seconds * 1_000).toFixed(0)} ms`.padStart(10),
    `${(cpuSeconds * 1_000).toFixed(0)} ms CPU`.padStart(14),
    `${(bytesRead / 1e6).toFixed(1)} MB`.padStart(11),
    `${rows} rows`.padStart(11),
  ].join('');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
