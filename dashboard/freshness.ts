import { type Html, html } from './html.ts';
import type { Header, View } from './page.ts';
import { notice } from './parts.ts';

/** A refresh may be late by so many intervals before the page says that something is wrong. */
const LATE_INTERVALS = 3;
/** A business that sends has an event a day. */
const QUIET_SECONDS = 86_400;

/** As of when the numbers are, how old that is, and what to do where it is too old or there is nothing yet. */
export function freshness(view: View): Html {
  const { asOf, nowMs } = view.header;
  if (asOf === null) return nothingYet(view);
  const age = secondsSince(asOf, nowMs);
  return html`<p class="fresh">As of <strong>${time(view, asOf)}</strong>, ${ago(view, age)}.${refreshed(view)}</p>
${isLate(view.header) && late(view)}${age > QUIET_SECONDS && quiet(view, age)}`;
}

function nothingYet({ place }: View): Html {
  const start =
    place === 'laptop'
      ? html`Post one to the front door: <code>npx lake deliver meta docs/examples/deliveries/statuses.json</code>.`
      : html`Send the first one to the webhook address that the deployment printed.`;
  return notice('info', html`<strong>No events yet.</strong> ${start} The numbers appear after the next refresh.`);
}

function refreshed(view: View): Html | null {
  const { refreshedAt, nowMs } = view.header;
  if (refreshedAt === null) return null;
  return html` Refreshed ${ago(view, secondsSince(refreshedAt, nowMs))}.`;
}

export function isLate({ refreshedAt, nowMs, refreshMinutes }: Header): boolean {
  return refreshedAt !== null && secondsSince(refreshedAt, nowMs) > LATE_INTERVALS * refreshMinutes * 60;
}

function late({ header: { refreshMinutes }, formats }: View): Html {
  const interval = formats.span(refreshMinutes * 60);
  return notice(
    'warning',
    html`the numbers are stale: a refresh is due every ${interval}. See “Refresh” in docs/runbook.md.`,
  );
}

function quiet({ formats }: View, age: number): Html {
  const length = formats.span(age);
  return notice(
    'warning',
    html`no event has arrived for ${length}. If messages were sent, check that the vendor’s webhook points here.`,
  );
}

function time({ header: { zone }, formats }: View, at: string): Html {
  return html`<time datetime="${at}">${formats.time(at, zone)}</time>`;
}

function ago({ place, formats }: View, seconds: number): string {
  if (seconds < 60) return place === 'laptop' ? 'just now' : 'just before this file was made';
  return place === 'laptop' ? formats.ago(seconds) : `${formats.span(seconds)} before this file was made`;
}

function secondsSince(time: string, nowMs: number): number {
  return Math.max(0, (nowMs - Date.parse(time)) / 1000);
}
