import { FAILED_REASONS } from '../domain/contracts/failed/reasons.ts';
import type { FailedItem } from '../domain/contracts/replay/answer.ts';
import { type Answer, rowsOf } from './answer.ts';
import type { Formats } from './format.ts';
import { type Html, html, type Value } from './html.ts';

/** Where the page’s server answers with the tail’s rows. */
export const TAIL_PATH = '/operations/tail';

/** What arrived on a laptop last. */
export interface Tail {
  /** To `operations_tail`. */
  readonly answer: Answer;
  /** What did not become a row, the newest first; null where it could not be listed. */
  readonly failed: readonly FailedItem[] | null;
}

interface Arrival {
  readonly at: string;
  readonly source: string;
  readonly kind: string;
  readonly key: string;
  readonly outcome: 'accepted' | 'duplicate' | 'not understood' | 'failed';
  /** Beside the outcome. */
  readonly note: string | null;
  readonly text: string | null;
}

const SHOWN = 50;
const SHORT_KEY = 12;
export const TAIL_COLUMNS = ['Received', 'Source', 'Kind', 'Key', 'Outcome', 'Its text'];

/** The rows of the tail’s table, and nothing around them: what is fetched again and again. */
export function renderTail({ answer, failed }: Tail, formats: Formats): Html {
  if (answer.error !== undefined) return onlyRow(html`No answer to <code>${answer.statement}</code>: ${answer.error}`);
  const rows = rowsOf(answer);
  const arrivals = [...rows.map(arrivalOf), ...failures(failed ?? [])]
    .toSorted((a, b) => b.at.localeCompare(a.at))
    .slice(0, SHOWN);
  const unlisted = failed === null && onlyRow('What lies under failed/ could not be listed.');
  if (arrivals.length === 0) return html`${unlisted}${onlyRow('Nothing arrived in the last eight days.')}`;
  const clock = new Intl.DateTimeFormat(formats.locale, {
    ...CLOCK,
    timeZone: rows[0]?.text('reporting_zone') ?? 'UTC',
  });
  return html`${unlisted}${arrivals.map((arrival) => tailRow(arrival, clock))}`;
}

const CLOCK = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;

function onlyRow(words: Value): Html {
  return html`<tr><td colspan="${TAIL_COLUMNS.length}">${words}</td></tr>
`;
}

type Texts = ReturnType<typeof rowsOf>[number];

function arrivalOf({ text }: Texts): Arrival {
  const items = Number(text('items') ?? 1);
  const outcome = text('outcome');
  return {
    at: isoTime(text('received_at') ?? ''),
    source: text('source') ?? 'unknown',
    kind: text('kind') ?? 'unknown',
    key: text('event_key') ?? '',
    outcome: outcome === 'duplicate' || outcome === 'not understood' ? outcome : 'accepted',
    note:
      outcome === 'duplicate' && items !== 1 ? `${items} items` : outcome === 'accepted' ? text('event_type') : null,
    text: text('kept_text'),
  };
}

function failures(failed: readonly FailedItem[]): readonly Arrival[] {
  return failed.map(({ source, kind, eventKey, reason, receivedAtMs }) => ({
    at: new Date(receivedAtMs).toISOString(),
    source: source ?? 'unknown',
    kind: kind ?? 'unknown',
    key: eventKey ?? '',
    outcome: 'failed',
    note: Object.hasOwn(FAILED_REASONS, reason) ? reason : 'unknown',
    text: null,
  }));
}

function tailRow({ at, source, kind, key, outcome, note, text }: Arrival, clock: Intl.DateTimeFormat): Html {
  const received = html`<time datetime="${at}">${clock.format(Date.parse(at))}</time>`;
  const short = key.length > SHORT_KEY ? `${key.slice(0, SHORT_KEY)}…` : key || '–';
  const said = html`<span class="outcome ${outcome.replace(' ', '-')}">${outcome}</span>${note && html` <span class="of">${note}</span>`}`;
  const kept = text === null ? '–' : html`<code>${text}</code>`;
  return html`<tr><th scope="row">${received}</th><td>${source}</td><td>${kind}</td><td><code title="${key}">${short}</code></td><td>${said}</td><td>${kept}</td></tr>
`;
}

/** Athena prints `2026-11-20 10:00:00.000`, in UTC here. */
function isoTime(timestamp: string): string {
  return `${timestamp.replace(' ', 'T')}Z`;
}
