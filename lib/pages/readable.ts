import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  COMPACTED_PREFIX,
  EVENTS_PREFIX,
  referencePrefix,
  refreshedPrefix,
} from '../../domain/contracts/lake-layout.ts';
import { REFRESHED_TABLES } from '../../domain/contracts/refreshed-tables.ts';
import { relationsRead } from '../../domain/sql/relations-read.ts';
import { SQL_FOLDER, viewFiles } from '../query/query.ts';

/** What the pages' statements read, and nothing else. */
export interface Readable {
  /** Names of tables and views. */
  readonly names: readonly string[];
  /** Key prefixes in the lake's bucket. */
  readonly prefixes: readonly string[];
}

export function readableByPages(): Readable {
  const { names, refreshed, tables } = relationsRead(pageStatements(), {
    views: viewFiles(),
    tables: REFRESHED_TABLES,
  });
  return { names, prefixes: [...refreshed.map(refreshedPrefix), ...tables.map(prefixOf)].toSorted() };
}

/** Where a table has its rows that the refresh does not write. */
function prefixOf(table: string): string {
  if (table === 'event_rows') return EVENTS_PREFIX;
  if (table === 'compacted_rows') return COMPACTED_PREFIX;
  return referencePrefix(table);
}

/** Reports are asked by the people who want them. */
function pageStatements(): readonly string[] {
  const folder = join(SQL_FOLDER, 'pages');
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql') && !name.startsWith('report_'));
  return files.map((name) => readFileSync(join(folder, name), 'utf8'));
}
