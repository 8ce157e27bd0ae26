import type { ChecksReport } from '../domain/contracts/checks-report.ts';
import type { FailedItem, FailureGroup } from '../domain/contracts/replay/answer.ts';
import type { Tail } from './tail.ts';

/** What the operations page shows that no statement answers. What could not be gathered is null, and says why. */
export interface Facts {
  /** What could not be gathered and why, a sentence each. */
  readonly problems: readonly string[];
  readonly counts: FunctionCounts | null;
  /** What lies under `failed/`, without what was replayed. */
  readonly failed: {
    /** By kind of error and reason, the most first. */
    readonly groups: readonly FailureGroup[];
    /** The newest first. */
    readonly newest: readonly FailedItem[];
  } | null;
  /** Of the last run of all checks; `never` where there was none. */
  readonly checks: ChecksReport | 'never' | null;
  /** On a laptop, whose server adds it. */
  readonly tail?: Tail;
  /** What a command needs to name this lake: nothing, `--stack WhatsAppEventLake`, `--data .lake`. */
  readonly lakeOption: string;
}

/** Of the functions' metrics; those of whole hours. */
export interface FunctionCounts {
  /** So many hours, and the one under way. */
  readonly hours: number;
  readonly received: number;
  readonly duplicates: number;
  /** Items that broke the rules of the source’s own form. */
  readonly rejected: number;
  /** Items that the vendor was asked to send again. */
  readonly unfinished: number;
  /** Deliveries without a valid signature. */
  readonly refusedSignatures: number;
  /** Deliveries signed with the previous secret. */
  readonly previousSignatures: number;
  /** Requests answered 429; null where none was counted. */
  readonly throttled: number | null;
  /** Items that did not become rows. */
  readonly failed: number;
}
