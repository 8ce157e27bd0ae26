/** The statements of a refresh, each as its file in `athena-sql/maintenance` has it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generationFolder, partFolder, refreshedPrefix } from '../../domain/contracts/lake-layout.ts';
import type { RefreshedTable } from '../../domain/contracts/refreshed-table.ts';
import { columnList, type Relations } from '../../domain/sql/deployed-views.ts';
import { withLiterals } from '../../domain/sql/literals.ts';
import { refreshQuery } from '../../domain/sql/refresh-query.ts';
import { readStatement } from '../aws/view-files.ts';

export interface RefreshStatements {
  /** Writes a table, or one part of it, into a folder of a generation. */
  readonly unload: (table: RefreshedTable, place: WrittenTo, part: number) => string;
  /** The same for a table in parts that reads no other table: all its parts at once. */
  readonly unloadParts: (table: RefreshedTable, place: WrittenTo, parts: number) => string;
  /** How many events the reporting window has: one row, one number. */
  readonly countEvents: string;
  /** The watermark of a generation, and how many events it is made of. */
  readonly watermark: (generation: string) => string;
  /** The generation that readers see: one row. */
  readonly shown: string;
  /** Switches all readers. */
  readonly show: (generation: string) => string;
}

/** Where a statement writes. */
export interface WrittenTo {
  readonly generation: string;
  /** Its own, so that a statement that is started twice writes no row twice. */
  readonly folder: string;
}

/** The key prefix of a part. */
export function partPrefix(table: RefreshedTable, place: WrittenTo, part: number): string {
  return `${folderPrefix(table, place)}${partFolder(part)}`;
}

function folderPrefix(table: RefreshedTable, { generation, folder }: WrittenTo): string {
  return `${refreshedPrefix(table)}${generationFolder(generation)}${folder}/`;
}

/** Of the files in a folder; `relations` have their marked texts filled in. */
export function refreshStatements(folder: string, relations: Relations, bucket: string): RefreshStatements {
  const maintenance = (name: string) => readStatement(folder, name);
  const whole = maintenance('unload_refreshed');
  const inParts = maintenance('unload_window_events');
  const watermark = maintenance('read_watermark');
  const currentGeneration = readFileSync(join(folder, 'staging', 'current_generation.sql'), 'utf8');
  const location = (prefix: string) => `s3://${bucket}/${prefix}`;
  return {
    unload: (table, place, part) =>
      filled(whole, {
        query: refreshQuery(table, relations, { generation: place.generation, part }),
        location: location(partPrefix(table, place, part)),
      }),
    unloadParts: (table, place, parts) =>
      filled(inParts, {
        query: refreshQuery(table, relations, place),
        columns: columnList(table),
        parts: String(parts),
        location: location(folderPrefix(table, place)),
      }),
    countEvents: maintenance('count_window_events'),
    watermark: (generation) => filled(watermark, { generation }),
    shown: maintenance('read_shown'),
    show: (generation) => withLiterals(currentGeneration, { generation }),
  };
}

function filled(statement: string, values: Readonly<Record<string, string>>): string {
  // A function, because the text of a query may hold `$&` and its like.
  return statement.replaceAll(/\{(\w+)\}/g, (mark, name: string) => values[name] ?? mark);
}
