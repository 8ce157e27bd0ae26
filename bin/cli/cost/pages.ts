import { PAGES } from '../../../dashboard/pages.ts';
import { FAMILIES } from '../../../domain/event/families.ts';
import { MEASURES, SECONDS_PER_MONTH } from './measures.ts';
import { type PriceName, usdOf } from './prices.ts';
import { ATHENA_MIN_BYTES, eventsInWindow, windowFiles } from './refresh.ts';

/** What a statement of a page reads besides small tables of numbers. */
export interface PageStatement {
  readonly name: string;
  /** How many times a file asks it: with days in it, once for each of the three lengths. */
  readonly times: 1 | 3;
  /**
   * Bytes read for each event of the window. Measured with the engine of `npm run bench:numbers` on 138,602 events of 60
   * days on 28 November 2026, of buttons on 1,507,318 by the kernel's count; 0 where it is less than Athena bills at least.
   */
  readonly bytesPerEvent: number;
  /** The folders that it has listed: none, those with rows in the window, or all that are projected. */
  readonly lists: 'few' | 'window' | 'projected';
}

const small = (name: string, times: 1 | 3): PageStatement => ({ name, times, bytesPerEvent: 0, lists: 'few' });
const EVERY_PAGE = [small('page_header', 1), small('page_options', 1)];

/** By page. A test compares the names and times with the pages and their files. */
export const PAGE_STATEMENTS: Readonly<Record<string, readonly PageStatement[]>> = {
  exec: [
    ...EVERY_PAGE,
    small('exec_messages', 3),
    small('exec_failures', 3),
    small('exec_spend', 3),
    small('exec_missing_rates', 3),
    small('exec_unit_cost', 3),
    small('exec_top_replies', 3),
    small('exec_top_costs', 3),
  ],
  operations: [
    ...EVERY_PAGE,
    small('operations_hours', 1),
    small('operations_failures', 3),
    { name: 'operations_freshness', times: 1, bytesPerEvent: 47, lists: 'window' },
    { name: 'operations_intake', times: 1, bytesPerEvent: 41, lists: 'window' },
    // One family, seldom with rows.
    small('operations_unmapped', 3),
    { name: 'operations_drift', times: 1, bytesPerEvent: 9.4, lists: 'window' },
    // It counts files as they landed, which the measured lake has none of; its keys are those of the freshness. Assumed.
    { name: 'operations_duplicates', times: 1, bytesPerEvent: 47, lists: 'projected' },
    small('operations_account', 3),
  ],
  buttons: [
    ...EVERY_PAGE,
    { name: 'buttons_clicks', times: 3, bytesPerEvent: 2.9, lists: 'few' },
    { name: 'buttons_response', times: 3, bytesPerEvent: 12, lists: 'few' },
    { name: 'buttons_positions', times: 3, bytesPerEvent: 2.8, lists: 'few' },
    { name: 'buttons_unplaced', times: 3, bytesPerEvent: 12, lists: 'few' },
  ],
};

export interface PageCost {
  readonly statements: number;
  readonly scannedBytes: number;
  readonly usd: number;
}

const TB = 1024 ** 4;

/** One file of a page: its statements, and the function’s time. */
export function pageFileCost(page: string, eventsPerMonth: number): PageCost {
  const asked = (PAGE_STATEMENTS[page] ?? []).flatMap((one) => Array.from({ length: one.times }, () => one));
  const events = eventsInWindow(eventsPerMonth);
  const bytes = ({ bytesPerEvent }: PageStatement) => Math.max(ATHENA_MIN_BYTES, bytesPerEvent * events);
  const scannedBytes = asked.reduce((sum, one) => sum + bytes(one), 0);
  const requests = asked.flatMap((one) => requestsOf(one, eventsPerMonth));
  const quantities: readonly (readonly [PriceName, number])[] = [
    ...requests,
    ['athenaScan', scannedBytes / TB],
    ['lambdaRequest', 1],
    ['lambdaGiBSecond', MEASURES.pageSeconds * MEASURES.pageGiB],
  ];
  const usd = quantities.reduce((sum, [price, quantity]) => sum + usdOf(price, quantity), 0);
  return { statements: asked.length, scannedBytes, usd };
}

/** Of one statement: folders, files, its result, and the catalog. */
function requestsOf({ lists }: PageStatement, eventsPerMonth: number): readonly (readonly [PriceName, number])[] {
  const { readingsPerQuestion, getsPerSmallFile, putsPerQuestion, glueCallsPerQuestion } = MEASURES;
  const window = windowFiles(eventsPerMonth);
  const few = { folders: readingsPerQuestion, files: readingsPerQuestion * MEASURES.refreshObjectsPerStatement };
  const all = { folders: window.partitions, files: window.files };
  const projected = { folders: MEASURES.projectedDays * FAMILIES.length, files: window.files };
  const { folders, files } = { few, window: all, projected }[lists];
  return [
    ['s3Put', folders + putsPerQuestion],
    ['s3Get', 1 + files * getsPerSmallFile],
    ['glueRequest', glueCallsPerQuestion],
  ];
}

/** The pages that are written after each refresh, a month. */
export function scheduledPagesUsd(eventsPerMonth: number, refreshMinutes: number): number {
  const runs = SECONDS_PER_MONTH / (refreshMinutes * 60);
  const scheduled = PAGES.filter(({ onlyOnDemand }) => !onlyOnDemand);
  const each = scheduled.map(({ name }) => pageFileCost(name, eventsPerMonth).usd);
  return runs * each.reduce((sum, usd) => sum + usd, 0);
}
