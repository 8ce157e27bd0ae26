/** The lakes that are compared: each made, refreshed and asked. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openEngine } from './engine.ts';
import { linkHistory, writeFiles } from './files.ts';
import { eventsFolder, type Format, type LakeName } from './lake.ts';
import { askInTurn, type Reading, type Refreshed, refresh } from './measure.ts';
import { QUESTIONS, type Question, questionsOfPage } from './questions.ts';
import { samplePath } from './sample.ts';

export const PERIOD = { from: '2026-09-12', through: '2026-11-10', days: 60 };
/** What late statuses need before the window: domain/sql/reporting.ts. */
const WINDOW = { firstDay: PERIOD.from, firstDayRead: '2026-08-11' };
/** Questions on JSON take long, and only their bytes are compared. */
const TIMES = { parquet: 5, json: 1 };

export interface Workplace {
  readonly folder: string;
  /** Where the sample is, or is to be. */
  readonly sampleFolder: string;
  readonly memoryLimit: string;
}

export interface Lake {
  readonly folder: string;
  readonly format: Format;
}

interface Content {
  /** Its folder's. */
  readonly name: LakeName;
  readonly format: Format;
  /** How many times the sample's traffic goes on beside itself. */
  readonly times: number;
  /** How many periods before the one before the window hold rows as well. */
  readonly olderPeriods: number;
}

/** The window's rows, and as many before it as far as late statuses are looked for; with more history, all of it. */
export async function makeLake(workplace: Workplace, content: Content): Promise<Lake> {
  const lake = join(workplace.folder, content.name);
  rmSync(lake, { recursive: true, force: true });
  mkdirSync(lake);
  const { connection, close } = await openEngine(optionsOf(workplace));
  const from = content.olderPeriods === 0 ? { from: WINDOW.firstDayRead } : {};
  const copies = { times: content.times, periods: 2, periodDays: PERIOD.days, ...from };
  await writeFiles(connection, samplePath(workplace.sampleFolder), eventsFolder(lake), content.format, copies);
  close();
  const history = { olderPeriods: content.olderPeriods, periodDays: PERIOD.days, before: PERIOD.from };
  linkHistory(eventsFolder(lake), history);
  return { folder: lake, format: content.format };
}

export async function refreshLake(
  workplace: Workplace,
  lake: Lake,
  made: { readonly generation: string; readonly parts: number },
): Promise<Refreshed> {
  return refresh({ lake: lake.folder, window: WINDOW, ...optionsOf(workplace), ...made });
}

/**
 * Each question of a lake, and by turns of the lake that it is compared with: what else the machine does then slows both.
 * `generation` null asks the events by the files as they are.
 */
export async function askAll(
  workplace: Workplace,
  { lake, beside = [], generation }: AskedLakes,
  show: Show,
): Promise<void> {
  // Of JSON only the bytes that metrics read are compared.
  const ofPage = lake.format === 'json' ? [] : questionsOfPage(PERIOD.through);
  const asked = { questions: [...QUESTIONS, ...ofPage], times: TIMES[lake.format] };
  await askQuestions(workplace, { lake, beside, generation }, asked, show);
}

type Show = (title: string, reading: Reading, beside: Reading | undefined) => void;

/** As `askAll`, of certain questions, each so many times. */
export async function askQuestions(
  workplace: Workplace,
  { lake, beside = [], generation }: AskedLakes,
  { questions, times }: { readonly questions: readonly Question[]; readonly times: number },
  show: Show,
): Promise<void> {
  for (const { title, sql } of questions) {
    const asked = [lake, ...beside].map(({ folder, format }) => {
      return { lake: folder, format, window: WINDOW, generation, ...optionsOf(workplace), question: sql };
    });
    const [reading, other] = await askInTurn(asked, times);
    if (reading !== undefined) show(title, reading, other);
  }
}

export interface AskedLakes {
  readonly lake: Lake;
  /** One, or none. */
  readonly beside?: readonly Lake[];
  readonly generation: string | null;
}

function optionsOf({ folder, memoryLimit }: Workplace) {
  return { spillFolder: join(folder, 'spilled'), memoryLimit };
}
