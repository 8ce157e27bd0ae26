import { EVENTS_PER_PART, type RefreshedTable } from '../../../domain/contracts/refreshed-table.ts';
import { REFRESHED_TABLES } from '../../../domain/contracts/refreshed-tables.ts';
import { FAMILIES } from '../../../domain/event/families.ts';
import { DAYS_PER_MONTH, MEASURES, SECONDS_PER_MONTH } from './measures.ts';
import type { PriceName } from './prices.ts';
import { BYTES_PER_EVENT, type BytesPerEvent } from './refresh-bytes.ts';

/** One line of a refresh: the quantity of a month. */
export type RefreshQuantity = readonly [name: string, price: PriceName, quantity: number];

export interface RefreshVolume {
  readonly eventsPerMonth: number;
  readonly refreshMinutes: number;
}

const GB = 1024 ** 3;
const TB = 1024 ** 4;
const BUFFERS_PER_DAY = 288;
/** "Athena pricing": rounded up to 10 MB a query. */
export const ATHENA_MIN_BYTES = 10_000_000;
/** The lease, what is shown, and the watermark's result. */
const OBJECTS_OF_A_RUN = { puts: 6, gets: 6 };
/** The folders of generations, for those that died. */
const LISTS_OF_A_RUN = 1;
/** GetTable and BatchCreatePartition, BatchDeletePartition of a former one; GetTable and GetPartitions of each table that is read. */
const GLUE_CALLS = { perStatement: 3, perReading: 2 };
/** "GetPartitions" (AWS Glue web API reference): a page. */
const PARTITIONS_PER_PAGE = 1_000;
/** The view `events` leaves out the lake's own. */
const FAMILIES_LISTED = FAMILIES.filter((family) => family !== 'lake').length;

/** What the refreshes of a month use: each computes the whole reporting window. */
export function refreshQuantities({ eventsPerMonth, refreshMinutes }: RefreshVolume): readonly RefreshQuantity[] {
  const runs = SECONDS_PER_MONTH / (refreshMinutes * 60);
  const events = eventsInWindow(eventsPerMonth);
  const statements = statementsOf(events);
  const seconds = MEASURES.refreshSeconds + (events / 1_000_000) * MEASURES.refreshSecondsPerMillion;
  const objects = statements * MEASURES.refreshObjectsPerStatement;
  const readings = statements * MEASURES.refreshReadingsPerStatement;
  const window = windowFiles(eventsPerMonth);
  const { puts, gets } = OBJECTS_OF_A_RUN;
  const getsOfFiles = window.files * MEASURES.getsPerSmallFile + readings * refreshedGets();
  return [
    ['Athena: scanned', 'athenaScan', (runs * scannedBytes(eventsPerMonth)) / TB],
    ['Lambda: requests', 'lambdaRequest', runs],
    ['Lambda: duration', 'lambdaGiBSecond', runs * seconds * MEASURES.refreshGiB],
    ['S3: LIST of days with rows, once', 's3Put', runs * window.partitions],
    [
      'S3: LIST of tables',
      's3Put',
      runs * (readings + statements * MEASURES.refreshListsPerStatement + LISTS_OF_A_RUN),
    ],
    ['S3: GET of files', 's3Get', runs * (gets + getsOfFiles)],
    ['S3: PUT of files', 's3Put', runs * (puts + objects)],
    ['S3: storage of generations', 's3Storage', (writtenBytes(events) * generationsKept(refreshMinutes)) / GB],
    ['KMS: requests for objects', 'kmsRequest', runs * objects * MEASURES.kmsCallsPerObject],
    ['Glue: requests for tables and partitions', 'glueRequest', runs * glueCalls({ statements, readings, window })],
  ];
}

/** The window of the reports, and the days before it that late statuses need. */
export function eventsInWindow(eventsPerMonth: number): number {
  return (eventsPerMonth / DAYS_PER_MONTH) * MEASURES.windowDays;
}

function partsOf(events: number): number {
  return Math.max(Math.ceil(events / EVENTS_PER_PART), 1);
}

function statementsOf(events: number): number {
  return REFRESHED_TABLES.reduce((sum, table) => sum + statementsOfTable(table, partsOf(events)), 0);
}

/** The first table is written by one statement, whole. */
function statementsOfTable(table: RefreshedTable, parts: number): number {
  return table.parts && table !== REFRESHED_TABLES[0] ? parts : 1;
}

export interface TableBytes {
  readonly table: string;
  /** What one refresh is billed for it. */
  readonly scanned: number;
}

/** What the statements of each table scan in one refresh, the most first. */
export function scannedByTable(eventsPerMonth: number): readonly TableBytes[] {
  const events = eventsInWindow(eventsPerMonth);
  const bytes = REFRESHED_TABLES.map((table) => {
    const least = statementsOfTable(table, partsOf(events)) * ATHENA_MIN_BYTES;
    return { table: table.name, scanned: Math.max(least, events * bytesOf(table).read) };
  });
  return bytes.toSorted((a, b) => b.scanned - a.scanned);
}

function scannedBytes(eventsPerMonth: number): number {
  return scannedByTable(eventsPerMonth).reduce((sum, { scanned }) => sum + scanned, 0);
}

function writtenBytes(events: number): number {
  return REFRESHED_TABLES.reduce((sum, table) => sum + events * bytesOf(table).written, 0);
}

function bytesOf({ name }: RefreshedTable): BytesPerEvent {
  const bytes = BYTES_PER_EVENT[name];
  if (bytes === undefined) throw new Error(`bin/cli/cost/refresh-bytes.ts has no figures of ${name}.`);
  return bytes;
}

/** Closed days are registered partitions, those with rows alone; of open ones every projected folder is listed. */
export function windowFiles(eventsPerMonth: number) {
  const { windowDays, familiesPerDay, openDaysListed, openDays, busyFamilies } = MEASURES;
  const closed = Math.min((windowDays - openDays) * familiesPerDay, eventsInWindow(eventsPerMonth));
  const landed = Math.min(openDays * BUFFERS_PER_DAY * busyFamilies, (eventsPerMonth / DAYS_PER_MONTH) * openDays);
  return { closed, partitions: closed + openDaysListed * FAMILIES_LISTED, files: closed + landed };
}

function refreshedGets(): number {
  return MEASURES.refreshObjectsPerStatement * MEASURES.getsPerSmallFile;
}

interface Calls {
  readonly statements: number;
  readonly readings: number;
  readonly window: { readonly closed: number };
}

function glueCalls({ statements, readings, window }: Calls): number {
  const pages = Math.ceil(window.closed / PARTITIONS_PER_PAGE);
  return statements * GLUE_CALLS.perStatement + readings * GLUE_CALLS.perReading + pages;
}

/** The one that is read, and those that the bucket keeps as former versions until its rule removes them. */
function generationsKept(refreshMinutes: number): number {
  return 1 + (MEASURES.formerGenerationDays * 24 * 60) / refreshMinutes;
}
