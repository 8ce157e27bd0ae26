import { REFRESHED_TABLES } from '../../../domain/contracts/refreshed-tables.ts';
import { DAYS_PER_MONTH, MEASURES, SECONDS_PER_MONTH } from './measures.ts';
import type { PriceName } from './prices.ts';

/** One line of a refresh: the quantity of a month. */
export type RefreshQuantity = readonly [name: string, price: PriceName, quantity: number];

export interface RefreshVolume {
  readonly eventsPerMonth: number;
  readonly refreshMinutes: number;
}

const GB = 1024 ** 3;
const TB = 1024 ** 4;
/** "Athena pricing": rounded up to 10 MB a query. */
export const ATHENA_MIN_BYTES = 10_000_000;
/** domain/sql/refresh-query.ts: tables in parts are written by one statement for each part of so many events. */
const EVENTS_PER_PART = 20_000_000;
/** BatchCreatePartition, BatchDeletePartition, and GetPartitions for each statement that reads the table. */
const GLUE_CALLS_PER_STATEMENT = 4;
/** The lease, what is shown, and the listing of what a former generation has left. */
const OBJECTS_OF_A_RUN = { puts: 6, gets: 6 };

/** What the refreshes of a month use: each computes the whole reporting window. */
export function refreshQuantities({ eventsPerMonth, refreshMinutes }: RefreshVolume): readonly RefreshQuantity[] {
  const runs = SECONDS_PER_MONTH / (refreshMinutes * 60);
  const events = eventsInWindow(eventsPerMonth);
  const statements = statementsOf(events);
  const scanned = Math.max(statements * ATHENA_MIN_BYTES, events * MEASURES.refreshReadBytesPerEvent);
  const seconds = MEASURES.refreshSeconds + (events / 1_000_000) * MEASURES.refreshSecondsPerMillion;
  const written = events * MEASURES.refreshWrittenBytesPerEvent;
  const objects = statements * MEASURES.refreshObjectsPerStatement;
  const lists = MEASURES.listedDays * MEASURES.refreshFamilies + statements * MEASURES.refreshListsPerStatement;
  const { puts, gets } = OBJECTS_OF_A_RUN;
  return [
    ['Athena: scanned', 'athenaScan', (runs * scanned) / TB],
    ['Lambda: requests', 'lambdaRequest', runs],
    ['Lambda: duration', 'lambdaGiBSecond', runs * seconds * MEASURES.refreshGiB],
    ['S3: LIST of partitions, and of what was written', 's3Put', runs * lists],
    ['S3: GET of files', 's3Get', runs * (gets + objects * MEASURES.refreshGetsPerObject)],
    ['S3: PUT of files', 's3Put', runs * (puts + objects)],
    ['S3: storage of generations', 's3Storage', (written * generationsKept(refreshMinutes)) / GB],
    ['KMS: requests for objects', 'kmsRequest', runs * objects * MEASURES.kmsCallsPerObject],
    ['Glue: requests for partitions', 'glueRequest', runs * statements * GLUE_CALLS_PER_STATEMENT],
  ];
}

/** The window of the reports, and the days before it that late statuses need. */
function eventsInWindow(eventsPerMonth: number): number {
  return (eventsPerMonth / DAYS_PER_MONTH) * MEASURES.listedDays;
}

function statementsOf(events: number): number {
  const parts = Math.max(Math.ceil(events / EVENTS_PER_PART), 1);
  const inParts = REFRESHED_TABLES.filter((table) => table.parts).length;
  return REFRESHED_TABLES.length + inParts * (parts - 1);
}

/** The one that is read, and those that the bucket keeps as former versions until its rule removes them. */
function generationsKept(refreshMinutes: number): number {
  return 1 + (MEASURES.formerGenerationDays * 24 * 60) / refreshMinutes;
}
