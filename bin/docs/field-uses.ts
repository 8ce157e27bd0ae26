import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PAGES } from '../../dashboard/pages.ts';
import { REPORTS } from '../../dashboard/reports.ts';
import { METRICS } from '../../domain/metrics/metrics.ts';
import { TILES, type Tile } from '../../domain/pages/tiles.ts';
import type { ViewFile } from '../../domain/sql/view-order.ts';
import { type Lineage, openLineage } from './lineage.ts';

/** What shows a number, by place: the tiles of the overview, the tables of a page, the reports. */
export interface Use {
  readonly place: string;
  readonly what: string;
}

/** By column, in the order of the pages. */
export type FieldUses = ReadonlyMap<string, readonly Use[]>;

export const OVERVIEW = 'Overview';
/** They look at every field and every view there is: named in the page's first lines, and nowhere else. */
export const LOOKS_AT_ALL = ['report_quality_fields', 'report_quality_views'];
/** For what makes an event one, however often it came. */
const COPIES: Use = { place: 'Every number', what: 'counts each event once' };

export async function fieldUses(views: readonly ViewFile[], pagesFolder: string): Promise<FieldUses> {
  const lineage = await openLineage(views);
  try {
    const uses = new Map<string, Use[]>();
    const note = (use: Use, columns: Iterable<string>) => {
      for (const column of columns) {
        const before = uses.get(column) ?? [];
        const isNew = !before.some(({ place, what }) => place === use.place && what === use.what);
        if (isNew) uses.set(column, [...before, use]);
      }
    };
    note(COPIES, await lineage.columnsOf(copiesOf(views)));
    const statements = readStatements(pagesFolder);
    for (const tile of TILES)
      note({ place: OVERVIEW, what: tile.title }, await columnsOfTile(lineage, tile, statements));
    for (const [name, sql] of statements) {
      if (LOOKS_AT_ALL.includes(name) || TILES.some((tile) => tile.statements.includes(name))) continue;
      const columns = await lineage.columnsOf(sql);
      for (const use of usesOf(name)) note(use, columns);
    }
    return uses;
  } finally {
    lineage.close();
  }
}

export function readStatements(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql') && !file.endsWith('.checks.sql'))
    .sort();
  return new Map(files.map((file) => [basename(file, '.sql'), readFileSync(join(folder, file), 'utf8')]));
}

/** The pages that read a statement, and the reports; what none names is of the page in its name, or of all. */
function usesOf(statement: string): readonly Use[] {
  const [page, ...rest] = statement.split('_');
  const what = rest.join(' ');
  const pages = PAGES.filter(({ statements }) => statements.includes(statement)).map(({ title }) => title);
  const reports = REPORTS.filter(({ tables }) => tables.some((table) => table.statement === statement));
  const uses = [
    ...pages.map((place) => ({ place, what })),
    ...reports.map(({ name }) => ({ place: 'Reports', what: `\`${name}\`` })),
  ];
  return uses.length > 0 ? uses : [{ place: PAGES.find(({ name }) => name === page)?.title ?? 'Every page', what }];
}

/** Of its first statement the columns of its metrics, of the others all. */
async function columnsOfTile(
  lineage: Lineage,
  { metrics, statements }: Tile,
  texts: ReadonlyMap<string, string>,
): Promise<ReadonlySet<string>> {
  const shown = METRICS.filter(({ id }) => metrics.includes(id)).map(({ column }) => column);
  const columns = new Set<string>();
  for (const [index, name] of statements.entries()) {
    const sql = texts.get(name);
    if (sql === undefined) throw new Error(`A tile reads ${name}, which is no file of athena-sql/pages.`);
    for (const column of await lineage.columnsOf(sql, index === 0 ? shown : undefined)) columns.add(column);
  }
  return columns;
}

/** The view `events` over the rows as they landed, asked for how many there are. */
function copiesOf(views: readonly ViewFile[]): string {
  const events = views.find(({ name }) => name === 'events');
  const [, body] = /CREATE OR REPLACE VIEW events AS\n([\s\S]*)/.exec(events?.sql ?? '') ?? [];
  if (body === undefined) throw new Error('There is no view events, which says by which fields copies are found.');
  return `SELECT count(*) FROM (${body}\n)`;
}
