import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { REFRESHED_TABLES } from '../../../domain/contracts/refreshed-tables.ts';
import { columnList, liveViews, publicViews, readingTables } from '../../../domain/sql/deployed-views.ts';
import { tableNamesIn } from '../../../domain/sql/table-names.ts';
import { inDependencyOrder, partsOf } from '../../../domain/sql/view-order.ts';
import { readStatement, readViewFiles } from '../../../lambdas/aws/view-files.ts';
import { file, SMALL, table } from './relations.ts';

const SQL_FOLDER = join(import.meta.dirname, '../../../athena-sql');
const PRODUCT = { views: readViewFiles(SQL_FOLDER), tables: REFRESHED_TABLES };
const READ = readStatement(SQL_FOLDER, 'read_generation');

describe('public views', () => {
  const views = publicViews(SMALL, READ);

  test('of a table read its rows of the current generation', () => {
    const replies = views.find(({ name }) => name === 'replies');
    expect(replies?.sql.replaceAll(/--.*\n/g, '')).toBe(`CREATE OR REPLACE VIEW replies AS
SELECT "x"
FROM refreshed_replies
WHERE generation = (SELECT generation FROM current_generation)
`);
  });

  test('of any other file are its text', () => {
    for (const name of ['talk', 'numbers', 'markets', 'events'])
      expect(views.find((view) => view.name === name)).toEqual(SMALL.views.find((view) => view.name === name));
  });

  test('have each name once, and those of the product read nothing but their table and the generation', () => {
    const product = publicViews(PRODUCT, READ);
    expect(product.map(({ name }) => name)).toEqual(PRODUCT.views.map(({ name }) => name));
    for (const { name } of REFRESHED_TABLES) {
      const view = product.find((one) => one.name === name) ?? { name, sql: '' };
      const reads = tableNamesIn(partsOf(view).query).map((read) => read.name);
      expect(reads).toEqual([`refreshed_${name}`, 'current_generation']);
    }
  });
});

test('a column may have a reserved word for its name', () => {
  expect(columnList(table('t', 'read bigint, group string'))).toBe('"read", "group"');
});

describe('live views', () => {
  const live = new Map(liveViews(SMALL).map(({ name, sql }) => [name, sql]));

  test('are of the tables and of what reads one, directly or not, and of nothing else', () => {
    expect([...live.keys()].toSorted()).toEqual(
      ['live_first', 'live_messages', 'live_numbers', 'live_replies', 'live_talk'].toSorted(),
    );
    expect([...readingTables(SMALL)].toSorted()).toEqual(['first', 'messages', 'numbers', 'replies', 'talk']);
  });

  test('are the text of the file with live names in it; aliases and what reads no table stay', () => {
    expect(live.get('live_replies')).toBe(`-- Grain: one row per replies.
CREATE OR REPLACE VIEW live_replies AS
SELECT talk.x FROM live_talk AS talk JOIN live_first AS f ON talk.x = f.x
`);
    expect(live.get('live_talk')).toContain('FROM live_messages AS messages JOIN markets USING (x)');
    expect(live.get('live_first')).toContain('FROM events');
  });

  test('keep a quoted alias', () => {
    const relations = { ...SMALL, views: [...SMALL.views, file('q', 'SELECT "t t".x FROM talk "t t"')] };
    expect(liveViews(relations).at(-1)?.sql).toContain('SELECT "t t".x FROM live_talk "t t"');
  });

  test('of the product never read a stored table or the name of a table', () => {
    const kept = readingTables(PRODUCT);
    for (const view of liveViews(PRODUCT)) {
      const reads = tableNamesIn(partsOf(view).query).map(({ name }) => name);
      expect(reads.filter((name) => kept.has(name) || name.startsWith('refreshed_'))).toEqual([]);
    }
  });

  test('and public ones of the product can be applied together, each after what it reads', () => {
    const all = [...publicViews(PRODUCT, READ), ...liveViews(PRODUCT)];
    expect(inDependencyOrder(all)).toHaveLength(PRODUCT.views.length + readingTables(PRODUCT).size);
  });
});
