/**
 * The metrics that the functions send to CloudWatch, under the stack's namespace and with the function's name as the
 * dimension `service`. Dashboards, alarms and `lake status` take the names from here. All are counts; a zero is
 * not sent, but by the compaction, the refresh and the pages.
 */
export const OPERATIONAL_METRICS = {
  receiver: {
    ItemsReceived: 'Items in the deliveries that were verified and readable.',
    ItemsAccepted: 'Items put on the stream.',
    ItemsDuplicate: 'Items that were on the stream already.',
    ItemsRejected: 'Items that break the rules of the source’s own form; the answer says which and why.',
    ItemsUnfinished: 'Items that could not be put on the stream; the vendor was asked to send them again.',
    SignatureCurrent: 'Deliveries signed with the current secret.',
    SignaturePrevious: 'Deliveries signed with the previous secret: while this is not zero, it must stay.',
    SignatureRefused: 'Deliveries without a valid signature, sent once a minute.',
  },
  /** Only where events come by AWS End User Messaging Social. */
  social: {
    ItemsReceived: 'Items in the topic’s messages that were readable.',
    ItemsAccepted: 'Items put on the stream.',
    ItemsDuplicate: 'Items that were on the stream already, by whichever way.',
    ItemsUnfinished: 'Items that could not be put on the stream; Lambda tries the message again.',
  },
  compact: {
    DaysCompacted: 'Days that have a new generation of files.',
    RowsCompacted: 'Rows of these days.',
    FilesBefore: 'Files that landed on these days.',
    FilesAfter: 'Files that these days are read from now.',
    OldestWaitingDays: 'For how many days the oldest closed day that waits has been closed; 0 where none waits.',
    RunsFailed: 'Runs that failed; the log names the step and the days.',
  },
  refresh: {
    EventsRefreshed: 'Events of the reporting window that the generation is made of.',
    RefreshSeconds: 'From the beginning of the generation until readers saw it.',
    RunsFailed: 'Refreshes that failed; the log names the step and the table.',
    PagesNotStarted: 'Refreshes after which the function that writes the pages could not be started.',
  },
  pages: {
    PagesWritten: 'Files that were written: pages on demand, and those after each refresh (`scheduledPages`).',
    StatementsFailed: 'Statements without an answer: their pages say what is missing. The log has the reasons.',
    RunsFailed: 'Runs that did not write what they were to write; the log names the page.',
  },
  transform: {
    RowsMade: 'Items that became rows.',
    RowsUnmapped: 'Of these, those whose meaning is not in the dictionary yet.',
    PathsNew: 'Of these, those of a known kind whose payload has members that the kind did not have (`drift_paths`).',
    RowsShortened: 'Of these, those with a column that was too long and was cut (column `shortened`).',
    NamesKeyed:
      'Names given by the business that break the grammar of names (docs/sends.md) and are keyed; the log says in which columns.',
    ItemsLeftOut: 'Items whose event type the setting `leftOutEventTypes` leaves out; `raw/` keeps them for its time.',
    ItemsFailed: 'Items that did not become rows; their payload lies under `failed/`.',
  },
  seal: {
    ObjectsSealed: 'Objects of `failed/` that were moved to the sealed bucket.',
    BytesSealed: 'Their bytes.',
    OldestWaitingSeconds:
      'How long the oldest object of `failed/` has waited that a run left behind; 0 where none is left.',
  },
  reprocess: {
    RecordsRead: 'Lines of `raw/` and `failed/` that a replay read, dry runs left out.',
    RecordsReplayed: 'Of these, those that were put on the replay stream.',
    RecordsSkipped: 'Of these, those that were meant and not put; the log says why.',
  },
} as const;

/** Counted from the front door’s access log, in the same namespace and without a dimension; a zero is not sent either. */
export const FRONT_DOOR_METRICS = { throttled: 'RequestsThrottled' } as const;

export type ReceiverMetric = keyof typeof OPERATIONAL_METRICS.receiver;
export type SocialMetric = keyof typeof OPERATIONAL_METRICS.social;
export type CompactMetric = keyof typeof OPERATIONAL_METRICS.compact;
export type RefreshMetric = keyof typeof OPERATIONAL_METRICS.refresh;
export type PagesMetric = keyof typeof OPERATIONAL_METRICS.pages;
export type TransformMetric = keyof typeof OPERATIONAL_METRICS.transform;
export type SealMetric = keyof typeof OPERATIONAL_METRICS.seal;
export type ReprocessMetric = keyof typeof OPERATIONAL_METRICS.reprocess;
