/** The lakes that are compared: each made, refreshed and asked. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openEngine } from './engine.ts';
import { linkHistory, writeFiles } from './files.ts';
import { eventsFolder, type Format } from './lake.ts';
import { ask, type Reading, refresh, type StatementFigures } from './measure.ts';
import { QUESTIONS } from './questions.ts';
import { samplePath } from './sample.ts';

export const PERIOD = { from: '2026-09-12', through: '2026-11-10', days: 60 };
/** What late statuses need before the window: domain/sql/reporting.ts. */
const WINDOW = { firstDay: PERIOD.from, firstDayRead: '2026-08-11' };
/** Questions on JSON take long, and only their bytes are compared. */
const TIMES = { parquet: 3, json: 1 };

export interface Workplace {
  readonly folder: string;
  readonly memoryLimit: string;
}

export interface Lake {
  readonly folder: string;
  readonly format: Format;
}

interface Content {
  readonly format: Format;
  /** How many times the sample's traffic goes on beside itself. */
  readonly times: number;
  /** How many periods before the one before the window hold rows as well. */
  readonly olderPeriods: number;
}

/** The window's rows, and as many before it as far as late statuses are looked for; with more history, all of it. */
export async function makeLake(workplace: Workplace, content: Content): Promise<Lake> {
  const lake = join(workplace.folder, 'lake');
  rmSync(lake, { recursive: true, force: true });
  mkdirSync(lake);
  const { connection, close } = await openEngine(optionsOf(workplace));
  const from = content.olderPeriods === 0 ? { from: WINDOW.firstDayRead } : {};
  const copies = { times: content.times, periods: 2, periodDays: PERIOD.days, ...from };
  await writeFiles(connection, samplePath(workplace.folder), eventsFolder(lake), content.format, copies);
  close();
  const history = { olderPeriods: content.olderPeriods, periodDays: PERIOD.days, before: PERIOD.from };
  linkHistory(eventsFolder(lake), history);
  return { folder: lake, format: content.format };
}

export async function refreshLake(
  workplace: Workplace,
  lake: Lake,
  made: { readonly generation: string; readonly parts: number },
): Promise<readonly StatementFigures[]> {
  return refresh({ lake: lake.folder, window: WINDOW, ...optionsOf(workplace), ...made });
}

/** `generation` null asks the events by the files as they are. */
export async function askAll(
  workplace: Workplace,
  { folder: lake, format }: Lake,
  generation: string | null,
  show: (title: string, reading: Reading) => void,
): Promise<void> {
  const asked = { lake, format, window: WINDOW, generation, ...optionsOf(workplace) };
  for (const { title, sql } of QUESTIONS) show(title, await ask({ ...asked, question: sql }, TIMES[format]));
}

function optionsOf({ folder, memoryLimit }: Workplace) {
  return { spillFolder: join(folder, 'spilled'), memoryLimit };
}
