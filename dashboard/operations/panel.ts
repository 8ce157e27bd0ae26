import type { Row } from '../answer.ts';
import { type Html, html, type Value } from '../html.ts';
import type { View } from '../page.ts';
import { type Column, definition, idIn } from '../parts.ts';

export interface Panel {
  readonly id: string;
  readonly title: string;
  /** The time that it is about, as the period is not what all parts of this page are about. */
  readonly window: string;
  /** Whether its tables show times (timeColumn), so that their zone is to be said. */
  readonly hasTimes?: boolean;
  /** What it is for and what to mind. */
  readonly text: string;
  readonly body: Value;
  /** Metrics of domain/metrics whose words belong to it. */
  readonly metrics?: readonly string[];
  /** The statements that its numbers are answers to. */
  readonly statements?: readonly string[];
}

/** A part of the page over its whole width: tables and charts rather than one number. */
export function panel(view: View, panel: Panel): Html {
  const { id, title, window, hasTimes = false, text, body, metrics = [], statements = [] } = panel;
  const heading = idIn(view, `${id}-title`);
  return html`<section class="tile full tile-${id}" id="${idIn(view, id)}" aria-labelledby="${heading}">
<h2 id="${heading}">${title}</h2>
<p class="of">${window}${hasTimes && `; times by the clocks of ${view.header.zone}`}</p>
${body}
<p class="text">${text}</p>
${statements.length > 0 && definition(metrics, statements.map(view.answer))}</section>
`;
}

/** A number that no statement answers: it says its value, and no statement. */
export function fact({ formats }: View, value: number | string): Html {
  return html`<data value="${value}">${formats.count(String(value))}</data>`;
}

/** `3 records`. */
export function factOf(view: View, value: number, one: string, many = `${one}s`): Html {
  return html`${fact(view, value)} ${value === 1 ? one : many}`;
}

/** ISO 8601 or as Athena prints it, in UTC. */
export function time({ formats, header: { zone } }: View, at: string): Html {
  const iso = isoTime(at);
  return html`<time datetime="${iso}">${formats.time(iso, zone)}</time>`;
}

/** A column of times; NULL is a dash. */
export function timeColumn(view: View, title: string, column: string): Column {
  const show = (row: Row) => {
    const at = row.text(column);
    return at === null ? '–' : timeInTable(view, at);
  };
  return { title, column, show, isText: true };
}

/** In a table, whose part names the zone. */
function timeInTable({ formats, header: { zone } }: View, at: string): Html {
  const iso = isoTime(at);
  const clock = new Intl.DateTimeFormat(formats.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  return html`<time datetime="${iso}">${clock.format(Date.parse(iso))}</time>`;
}

/** Athena prints `2026-11-20 10:00:00.000`, in UTC here. */
function isoTime(at: string): string {
  return at.includes('T') ? at : `${at.replace(' ', 'T')}Z`;
}

export function dayColumn({ formats }: View, title: string, column: string): Column {
  const show = (row: Row) => html`<span class="day">${formats.longDay(row.text(column) ?? '')}</span>`;
  return { title, column, show, isText: true };
}

/** A column of words that may be missing, which is nothing unusual. */
export function words(title: string, column: string): Column {
  return { title, column, show: (row) => html`<bdi>${row.text(column) ?? '–'}</bdi>`, isText: true };
}

/** A column of sentences, which are broken into lines. */
export function prose(title: string, column: string): Column {
  return { title, column, show: (row) => html`<span class="prose">${row.text(column) ?? '–'}</span>`, isText: true };
}

/** `npx lake check metric_cost --stack Lake` */
export function command(line: string, lakeOption = ''): Html {
  return html`<code>npx lake ${line}${lakeOption && ` ${lakeOption}`}</code>`;
}

/** Of a heat map, across. */
export const HOURS = Array.from({ length: 24 }, (_, hour) => twoDigits(hour));

export function twoDigits(hour: number): string {
  return String(hour).padStart(2, '0');
}
