/**
 * SHOW and DESCRIBE, as "DDL statements" in the Athena User Guide has them. Names in them may be in backticks ("Reserved
 * keywords"), but for those of SHOW CREATE VIEW, which Trino reads.
 */
import { ended, type ObjectName, type Words } from './statement-words.ts';

export type Show =
  | { readonly kind: 'showDatabases'; readonly pattern?: string }
  | { readonly kind: 'showTables' | 'showViews'; readonly database?: string; readonly pattern?: string }
  | {
      readonly kind: 'showColumns' | 'showPartitions' | 'showCreateTable' | 'showCreateView' | 'describe';
      readonly table: ObjectName;
    };

/** Undefined for another statement. */
export function parseShow(words: Words): Show | undefined {
  if (words.take('DESCRIBE') || words.take('DESC'))
    return ended(words, { kind: 'describe', table: words.name('hive') });
  if (words.take('SHOW', 'DATABASES') || words.take('SHOW', 'SCHEMAS'))
    return ended(words, { kind: 'showDatabases', ...like(words) });
  if (words.take('SHOW', 'TABLES')) return ended(words, { kind: 'showTables', ...ofDatabase(words), ...like(words) });
  if (words.take('SHOW', 'VIEWS')) return ended(words, { kind: 'showViews', ...ofDatabase(words), ...like(words) });
  if (words.take('SHOW', 'PARTITIONS')) return ended(words, { kind: 'showPartitions', table: words.name('hive') });
  if (words.take('SHOW', 'CREATE', 'TABLE'))
    return ended(words, { kind: 'showCreateTable', table: words.name('hive') });
  if (words.take('SHOW', 'CREATE', 'VIEW')) return ended(words, { kind: 'showCreateView', table: words.name() });
  if (words.take('SHOW', 'COLUMNS', 'IN') || words.take('SHOW', 'COLUMNS', 'FROM')) return columns(words);
  return undefined;
}

/** `IN database.table`, or `IN table FROM database`. */
function columns(words: Words): Show {
  const table = words.name('hive');
  return ended(words, { kind: 'showColumns', table: { ...table, ...ofDatabase(words) } });
}

function ofDatabase(words: Words): { database?: string } {
  return words.take('IN') || words.take('FROM') ? { database: words.name('hive').name } : {};
}

/** SHOW TABLES has its pattern without LIKE, SHOW VIEWS and SHOW DATABASES with it; both are taken everywhere. */
function like(words: Words): { pattern?: string } {
  words.take('LIKE');
  const pattern = words.text();
  return pattern === undefined ? {} : { pattern };
}

/** "Only the wild card character *, which indicates any character, or |, which indicates a choice between characters". */
export function isLike(name: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return true;
  const choices = pattern.split('|').map((choice) => choice.split('*').map(escaped).join('.*'));
  return new RegExp(`^(?:${choices.join('|')})$`, 'i').test(name);
}

function escaped(text: string): string {
  return text.replaceAll(/[.+?^${}()[\]\\]/g, '\\$&');
}
