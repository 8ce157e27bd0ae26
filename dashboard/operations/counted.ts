import { FAILED_REASONS } from '../../domain/contracts/failed/reasons.ts';
import { type Answer, type Row, rowsOf } from '../answer.ts';
import type { Facts, FunctionCounts } from '../facts.ts';
import { type Html, html, type Value } from '../html.ts';
import type { View } from '../page.ts';
import { type Column, notice, table } from '../parts.ts';
import { command, fact, factOf, panel, prose, time, timeColumn, words } from './panel.ts';

/** What no statement answers: of the functions, of `failed/`, and of the last run of the checks. */
export function countedParts(view: View): Html {
  const { facts } = view;
  return html`${checksPart(view, facts)}${failedPart(view, facts)}${countsPart(view, facts)}`;
}

function checksPart(view: View, facts: Facts | null): Html {
  return panel(view, {
    id: 'checks',
    title: 'Checks of the numbers',
    window: 'The last run of all of them',
    text: 'Each check is a rule that a view must keep, and a query for the rows that break it. “fail” is a number that is wrong; “warn” may be right.',
    body: checksBody(view, facts),
  });
}

function checksBody(view: View, facts: Facts | null): Value {
  if (facts === null || facts.checks === null) return notKnown();
  const { checks, lakeOption } = facts;
  if (checks === 'never') {
    return html`<p class="also">They have not been run on this lake yet: ${command('check', lakeOption)}</p>`;
  }
  const { totals, findings, checkedAt } = checks;
  const [ok, all] = [fact(view, totals.ok), factOf(view, totals.checks, 'check')];
  const again = html`<p class="also">Run ${time(view, checkedAt)}: ${ok} of ${all} ok. Again: ${command('check', lakeOption)}</p>`;
  if (findings.length === 0) return again;
  const rows = rowsOfFacts(
    ['outcome', 'view', 'rule', 'rows', 'command'],
    findings.map(({ outcome, view: of, rule, rows }) => [outcome, of, rule, rows, `check ${of} --rows 5`]),
  );
  const columns: readonly Column[] = [
    { title: 'Outcome', column: 'outcome', show: (row) => outcomeWords(row.text('outcome')), isText: true },
    words('View', 'view'),
    words('Rule', 'rule'),
    { title: 'Rows that break it', column: 'rows', show: (row) => countIn(view, row, 'rows') },
    commandColumn('See them', lakeOption),
  ];
  return html`${again}${table({ page: 'operations', name: 'checks', caption: 'Checks that are not ok', columns, rows })}`;
}

function outcomeWords(outcome: string | null): Html {
  return html`<span class="outcome ${outcome}">${outcome === 'error' ? 'could not be counted' : outcome}</span>`;
}

function failedPart(view: View, facts: Facts | null): Html {
  return panel(view, {
    id: 'failed',
    title: 'Failed records',
    window: 'All that lie under failed/ now, without what was replayed',
    hasTimes: true,
    text: 'What could not become a row is kept, sealed, with a reason. A record is read by the code of today, so that a reason may change after a deployment. A replay counts first, then sends; no row counts twice.',
    body: failedBody(view, facts),
  });
}

function failedBody(view: View, facts: Facts | null): Value {
  if (facts === null || facts.failed === null) return notKnown();
  const { failed, lakeOption } = facts;
  if (failed.groups.length === 0) return html`<p class="also">None.</p>`;
  const at = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  const rows = rowsOfFacts(
    ['type', 'code', 'reason', 'meaning', 'count', 'first_seen', 'last_seen', 'command'],
    failed.groups.map(({ type, code, reason, count, firstSeenMs, lastSeenMs }) => [
      ...[type, code, reason, meaningOf(reason), count, at(firstSeenMs), at(lastSeenMs)],
      `replay --from failed --reason ${reason}`,
    ]),
  );
  const columns: readonly Column[] = [
    words('Reason', 'reason'),
    { title: 'Records', column: 'count', show: (row) => countIn(view, row, 'count') },
    commandColumn('Once the cause is fixed', lakeOption),
    timeColumn(view, 'First', 'first_seen'),
    timeColumn(view, 'Last', 'last_seen'),
    prose('Meaning', 'meaning'),
    words('Kind of error', 'type'),
    words('Code', 'code'),
  ];
  return table({ page: 'operations', name: 'failed', caption: 'Failed records by kind and reason', columns, rows });
}

function meaningOf(reason: string): string | null {
  return new Map<string, string>(Object.entries(FAILED_REASONS)).get(reason) ?? null;
}

const COUNTS: readonly (readonly [name: keyof FunctionCounts, words: string, meaning: string])[] = [
  ['received', 'Items received', 'in deliveries that were verified and readable, by webhook and by topic'],
  ['duplicates', 'Duplicates', 'of these, on the stream already; refused at the front door'],
  ['rejected', 'Rejected', 'broke the rules of the source’s own form; the answer to the sender says which'],
  ['unfinished', 'Not stored at once', 'of the received; the vendor was asked to send them again'],
  ['refusedSignatures', 'Deliveries refused', 'without a valid signature'],
  ['previousSignatures', 'Signed with the previous secret', 'while this is not 0, that secret must stay'],
  [
    'throttled',
    'Requests answered 429',
    'by the limits of the front door; “none counted” where nothing reads its access log',
  ],
  ['failed', 'Items that did not become rows', 'kept under failed/'],
];

function countsPart(view: View, facts: Facts | null): Html {
  return panel(view, {
    id: 'counted',
    title: 'What the functions counted',
    window: `The last ${facts?.counts?.hours ?? 24} hours and the one under way`,
    text: 'From the functions’ metrics in CloudWatch, not from the events: it counts also what was refused and never became a row.',
    body: html`${facts?.problems.map((problem) => notice('error', problem))}${countsBody(view, facts)}`,
  });
}

function countsBody(view: View, facts: Facts | null): Value {
  if (facts === null || facts.counts === null) return notKnown();
  const { counts } = facts;
  const rows = rowsOfFacts(
    ['what', 'count', 'meaning'],
    COUNTS.map(([name, words, meaning]) => [words, counts[name], meaning]),
  );
  const columns: readonly Column[] = [
    words('What', 'what'),
    { title: 'Count', column: 'count', show: (row) => countIn(view, row, 'count') },
    prose('Meaning', 'meaning'),
  ];
  return table({ page: 'operations', name: 'counted', caption: 'Counts of the functions', columns, rows });
}

function notKnown(): Html {
  return html`<p class="also">Not known: it could not be gathered. See “What needs attention”.</p>`;
}

function countIn(view: View, row: Row, column: string): Value {
  const count = row.text(column);
  return count === null ? html`<span class="missing">none counted</span>` : fact(view, count);
}

function commandColumn(title: string, lakeOption: string): Column {
  return { title, column: 'command', show: (row) => command(row.text('command') ?? '', lakeOption), isText: true };
}

/** Facts in the form that tables take; no statement answered them, and none is named. */
function rowsOfFacts(names: readonly string[], rows: readonly (readonly (string | number | null)[])[]): readonly Row[] {
  const answer: Answer = {
    statement: 'none',
    sql: '',
    columns: names.map((name) => ({ name, type: 'varchar' })),
    rows: rows.map((row) => row.map((value) => (value === null ? null : String(value)))),
  };
  return rowsOf(answer);
}
