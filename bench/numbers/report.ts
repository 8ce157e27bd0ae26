import type { LakeName } from './lake.ts';
import type { Reading, Refreshed, StatementFigures } from './measure.ts';

export interface Report {
  readonly begin: (lake: LakeName, title: string) => void;
  readonly refresh: (parts: number, refreshed: Refreshed) => void;
  /** Compared with the reading beside it, or else with that of the first lake. */
  readonly question: (title: string, reading: Reading, beside?: Reading) => void;
  /** The figures against the goals. */
  readonly goals: () => void;
}

interface Compared {
  readonly reading: Reading;
  readonly base: Reading;
}

interface Total {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
  readonly files: number;
  readonly statements: number;
}

/** Of a refresh in parts most statements take next to nothing: these are shown. */
const SHOWN = 6;

/** Prints figures as they come, and in the end what they mean for the goals. */
export function openReport(): Report {
  const questions = new Map<LakeName, Map<string, Compared>>();
  const totals = new Map<string, Total>();
  let whole: Refreshed['contents'] | undefined;
  let lake: LakeName = 'base';
  return {
    begin: (name, title) => {
      lake = name;
      whole = undefined;
      say(`\n${title}`);
    },
    refresh: (parts, { statements, contents }) => {
      const total = totalOf(statements);
      totals.set(`${lake}/${parts === 1 ? 'whole' : 'parts'}`, total);
      printRefresh(parts, statements, total);
      if (parts === 1) whole = contents;
      else if (whole !== undefined) for (const line of differences(whole, contents)) say(`    ${line}`);
    },
    question: (title, reading, beside) => {
      const readings = questions.get(lake) ?? new Map<string, Compared>();
      const base = beside ?? questions.get('base')?.get(title)?.reading ?? reading;
      questions.set(lake, readings.set(title, { reading, base }));
      printQuestion(title, reading, base);
    },
    goals: () => printGoals(questions, totals),
  };
}

function totalOf(figures: readonly StatementFigures[]): Total {
  const sum = (of: (one: StatementFigures) => number) => figures.reduce((all, one) => all + of(one), 0);
  return {
    seconds: sum(({ seconds }) => seconds),
    cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds),
    memoryBytes: Math.max(...figures.map(({ memoryBytes }) => memoryBytes)),
    bytesRead: sum(({ bytesRead }) => bytesRead),
    bytesWritten: sum(({ bytesWritten }) => bytesWritten),
    files: sum(({ files }) => files),
    statements: figures.length,
  };
}

/** In parts a table must have the same rows as at once. */
function differences(whole: Refreshed['contents'], inParts: Refreshed['contents']): readonly string[] {
  const wrong = Object.entries(whole).flatMap(([table, rows]) =>
    rows === inParts[table] ? [] : [`WRONG: ${table} at once: ${rows}; in parts: ${inParts[table]}`],
  );
  return wrong.length > 0 ? wrong : [`all ${Object.keys(whole).length} tables have the same rows as at once`];
}

function printRefresh(parts: number, figures: readonly StatementFigures[], total: Total): void {
  say(`  refresh, parts: ${parts}`);
  for (const one of figures.toSorted((a, b) => b.seconds - a.seconds).slice(0, parts === 1 ? figures.length : SHOWN))
    say(statementLine(one));
  say(
    `    ${`all ${total.statements} statements`.padEnd(42)}${figuresOf(total)}${`${total.files} files`.padStart(18)}`,
  );
}

export function statementLine(one: StatementFigures): string {
  const name = one.part === null ? one.table : `${one.table}, part ${one.part}`;
  return `    ${name.padEnd(42)}${figuresOf(one)}${`${one.rows.toLocaleString('en-US')} rows`.padStart(18)}`;
}

function figuresOf({
  seconds,
  cpuSeconds,
  memoryBytes,
  bytesRead,
  bytesWritten,
}: Omit<Total, 'files' | 'statements'>): string {
  const [memory, read, written] = [memoryBytes, bytesRead, bytesWritten].map(
    (bytes) => `${(bytes / 1e6).toFixed(0)} MB`,
  );
  const time = `${seconds.toFixed(2)} s`.padStart(10) + `, CPU ${cpuSeconds.toFixed(2)} s`.padEnd(16);
  return `${time}  memory ${memory}, read ${read}, written ${written}`.padEnd(78);
}

function printQuestion(
  title: string,
  { seconds, cpuSeconds, wholeSeconds, bytesRead, rows }: Reading,
  base: Reading,
): void {
  const figures = [
    `${seconds.toFixed(3)} s`.padStart(10),
    `CPU ${cpuSeconds.toFixed(3)} s`.padStart(13),
    ratio(seconds, base.seconds).padStart(8),
    `${(bytesRead / 1e6).toFixed(2)} MB`.padStart(12),
    ratio(bytesRead, base.bytesRead).padStart(8),
    `${rows.toLocaleString('en-US')} rows`.padStart(14),
    `(${wholeSeconds.toFixed(2)} s with its process)`.padStart(26),
  ];
  say(`  ${title.padEnd(34)}${figures.join('')}`);
}

function printGoals(
  questions: ReadonlyMap<LakeName, ReadonlyMap<string, Compared>>,
  totals: ReadonlyMap<string, Total>,
) {
  const most = (lake: LakeName, of: (reading: Reading, base: Reading) => number) => {
    return Math.max(...[...(questions.get(lake)?.values() ?? [])].map(({ reading, base }) => of(reading, base)));
  };
  const all = (lake: LakeName, of: (compared: Compared) => number) =>
    [...(questions.get(lake)?.values() ?? [])].reduce((sum, one) => sum + of(one), 0);
  const goals = [
    goal(
      'longest question',
      most('base', ({ seconds }) => seconds),
      0.3,
      ' s',
    ),
    goal(
      'most bytes of a question',
      most('base', ({ bytesRead }) => bytesRead / 1e6),
      10,
      ' MB',
    ),
    goal(
      'more events: longest question',
      most('traffic', ({ seconds }) => seconds),
      0.6,
      ' s',
    ),
    goal(
      'more events: bytes, ratio',
      most('traffic', (one, base) => one.bytesRead / base.bytesRead),
      3,
      '×',
    ),
    goal(
      'more history: time, ratio',
      most('history', (one, base) => one.seconds / base.seconds),
      1.1,
      '×',
    ),
    goal(
      'more history: time of all, ratio',
      all('history', ({ reading }) => reading.seconds) / all('history', ({ base }) => base.seconds),
      1.1,
      '×',
    ),
    goal(
      'bytes against gzipped JSON',
      most('json', (one, base) => base.bytesRead / one.bytesRead),
      1 / 50,
      '',
    ),
    goal(
      'more events: refresh, ratio',
      greater(totals, ({ seconds }) => seconds),
      12,
      '×',
    ),
    goal(
      'more events: refresh, CPU, ratio',
      greater(totals, ({ cpuSeconds }) => cpuSeconds),
      12,
      '×',
    ),
  ];
  say('\nThe worst of all questions against the goals');
  for (const line of goals) say(line);
}

function goal(name: string, value: number, limit: number, unit: string): string {
  const shown = Number.isFinite(value) ? `${value.toPrecision(3)}${unit}` : 'not measured';
  const verdict = !Number.isFinite(value) ? '' : value <= limit ? 'holds' : 'missed';
  return `  ${name.padEnd(34)}${shown.padStart(14)}   goal ≤ ${`${limit}${unit}`.padEnd(10)}${verdict}`;
}

function greater(totals: ReadonlyMap<string, Total>, of: (total: Total) => number): number {
  const [base, traffic] = ['base/parts', 'traffic/parts'].map((name) => totals.get(name));
  return base === undefined || traffic === undefined ? Number.NaN : of(traffic) / of(base);
}

function ratio(value: number, of: number): string {
  return `${(value / of).toFixed(1)}×`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
