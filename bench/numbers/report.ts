import type { Reading, StatementFigures } from './measure.ts';

export type LakeName = 'base' | 'json' | 'history' | 'traffic';

export interface Report {
  readonly begin: (lake: LakeName, title: string) => void;
  readonly refresh: (parts: number, figures: readonly StatementFigures[]) => void;
  readonly question: (title: string, reading: Reading) => void;
  /** The figures against the goals. */
  readonly goals: () => void;
}

interface Total {
  readonly seconds: number;
  readonly memoryBytes: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
  readonly files: number;
  readonly statements: number;
}

/** Most statements take next to nothing: these are shown. */
const SHOWN = 6;

/** Prints figures as they come, and in the end what they mean for the goals. */
export function openReport(): Report {
  const questions = new Map<LakeName, Map<string, Reading>>();
  const totals = new Map<string, Total>();
  let whole = new Map<string, number>();
  let lake: LakeName = 'base';
  return {
    begin: (name, title) => {
      lake = name;
      say(`\n${title}`);
    },
    refresh: (parts, figures) => {
      const total = totalOf(figures);
      totals.set(`${lake}/${parts === 1 ? 'whole' : 'parts'}`, total);
      printRefresh(parts, figures, total);
      if (parts === 1) whole = rowsByTable(figures);
      else for (const line of differences(whole, rowsByTable(figures))) say(`    ${line}`);
    },
    question: (title, reading) => {
      const readings = questions.get(lake) ?? new Map<string, Reading>();
      questions.set(lake, readings.set(title, reading));
      printQuestion(title, reading, questions.get('base')?.get(title) ?? reading);
    },
    goals: () => printGoals(questions, totals),
  };
}

function totalOf(figures: readonly StatementFigures[]): Total {
  const sum = (of: (one: StatementFigures) => number) => figures.reduce((all, one) => all + of(one), 0);
  return {
    seconds: sum(({ seconds }) => seconds),
    memoryBytes: Math.max(...figures.map(({ memoryBytes }) => memoryBytes)),
    bytesRead: sum(({ bytesRead }) => bytesRead),
    bytesWritten: sum(({ bytesWritten }) => bytesWritten),
    files: sum(({ files }) => files),
    statements: figures.length,
  };
}

function rowsByTable(figures: readonly StatementFigures[]): Map<string, number> {
  const rows = new Map<string, number>();
  for (const one of figures) rows.set(one.table, (rows.get(one.table) ?? 0) + one.rows);
  return rows;
}

/** In parts a table must have as many rows as at once. */
function differences(whole: ReadonlyMap<string, number>, inParts: ReadonlyMap<string, number>): readonly string[] {
  return [...whole].flatMap(([table, rows]) =>
    rows === inParts.get(table) ? [] : [`WRONG: ${table} has ${rows} rows at once, and ${inParts.get(table)} in parts`],
  );
}

function printRefresh(parts: number, figures: readonly StatementFigures[], total: Total): void {
  say(`  refresh, parts: ${parts}`);
  for (const one of figures.toSorted((a, b) => b.seconds - a.seconds).slice(0, SHOWN)) {
    const name = one.part === null || parts === 1 ? one.table : `${one.table}, part ${one.part}`;
    say(`    ${name.padEnd(42)}${figuresOf(one)}${`${one.rows.toLocaleString('en-US')} rows`.padStart(18)}`);
  }
  say(
    `    ${`all ${total.statements} statements`.padEnd(42)}${figuresOf(total)}${`${total.files} files`.padStart(18)}`,
  );
}

function figuresOf({ seconds, memoryBytes, bytesRead, bytesWritten }: Omit<Total, 'files' | 'statements'>): string {
  const [memory, read, written] = [memoryBytes, bytesRead, bytesWritten].map(
    (bytes) => `${(bytes / 1e6).toFixed(0)} MB`,
  );
  return `${seconds.toFixed(2)} s`.padStart(10) + `  memory ${memory}, read ${read}, written ${written}`.padEnd(52);
}

function printQuestion(title: string, { seconds, wholeSeconds, bytesRead, rows }: Reading, base: Reading): void {
  const figures = [
    `${seconds.toFixed(3)} s`.padStart(10),
    ratio(seconds, base.seconds).padStart(8),
    `${(bytesRead / 1e6).toFixed(2)} MB`.padStart(12),
    ratio(bytesRead, base.bytesRead).padStart(8),
    `${rows.toLocaleString('en-US')} rows`.padStart(14),
    `(${wholeSeconds.toFixed(2)} s with its process)`.padStart(26),
  ];
  say(`  ${title.padEnd(34)}${figures.join('')}`);
}

function printGoals(
  questions: ReadonlyMap<LakeName, ReadonlyMap<string, Reading>>,
  totals: ReadonlyMap<string, Total>,
) {
  const most = (lake: LakeName, of: (reading: Reading, base: Reading) => number) => {
    const readings = [...(questions.get(lake) ?? [])];
    return Math.max(...readings.map(([title, one]) => of(one, questions.get('base')?.get(title) ?? one)));
  };
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
      'bytes against gzipped JSON',
      most('json', (one, base) => base.bytesRead / one.bytesRead),
      1 / 50,
      '',
    ),
    goal('more events: refresh, ratio', secondsOf(totals, 'traffic/whole') / secondsOf(totals, 'base/whole'), 12, '×'),
  ];
  say('\nThe worst of all questions against the goals');
  for (const line of goals) say(line);
}

function goal(name: string, value: number, limit: number, unit: string): string {
  const shown = Number.isFinite(value) ? `${value.toPrecision(3)}${unit}` : 'not measured';
  const verdict = !Number.isFinite(value) ? '' : value <= limit ? 'holds' : 'missed';
  return `  ${name.padEnd(34)}${shown.padStart(14)}   goal ≤ ${`${limit}${unit}`.padEnd(10)}${verdict}`;
}

function secondsOf(totals: ReadonlyMap<string, Total>, name: string): number {
  return totals.get(name)?.seconds ?? Number.NaN;
}

function ratio(value: number, of: number): string {
  return `${(value / of).toFixed(1)}×`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
