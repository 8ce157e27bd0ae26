import { LENGTHS, type Period } from '../domain/pages/filter.ts';
import { coverage } from './coverage.ts';
import { chosenIn, sliceWords } from './filter-form.ts';
import { freshness } from './freshness.ts';
import { type Html, html } from './html.ts';
import { type Document, footer, POLICY, shell } from './layout.ts';
import { titled } from './navigation.ts';
import type { Page, View } from './page.ts';

/** The periods that a file holds besides the one it is made for. */
export const FILE_PERIODS: readonly Period[] = [{ kind: '7d' }, { kind: '28d' }, { kind: '90d' }];

export interface FileParts {
  /** The chosen period’s view first, then those of FILE_PERIODS that are not it; all of the same filter. */
  readonly views: readonly [View, ...View[]];
  /** What makes another file, as `npx lake page --period 28d`. */
  readonly command: string;
}

/** A page as one file: it opens without a network, and switches between its periods by CSS. */
export function fileOf(page: Page, { views, command }: FileParts): Document {
  const [chosen] = views;
  const variants = views.map((view, index) => variant(page, withSuffix(view, index), index + 1));
  const meta = html`<meta http-equiv="Content-Security-Policy" content="${POLICY}; form-action 'none'; base-uri 'none'">
`;
  const body = html`${titled(page, filterWords(chosen))}
<main id="main">
${freshness(chosen)}
<fieldset class="variants"><legend class="sr">Period</legend><div class="periods">
${views.map((view, index) => choice(view, index + 1))}</div></fieldset>
${variants}
</main>
${footer(chosen, html`<p>Another filter: <code>${command}</code>. Other pages and free filters: <code>npx lake page --help</code>, or Quick Sight.</p>`)}`;
  return { html: shell(page.title, chosen, body, meta).toString(), policy: POLICY };
}

/** The chosen view keeps its ids, so that links to its tiles are the same as on the served page. */
function withSuffix(view: View, index: number): View {
  return index === 0 ? view : { ...view, idSuffix: `-${view.filter.period.kind}` };
}

function choice({ filter: { period }, window }: View, place: number): Html {
  return html`<label><input type="radio" name="variant" id="v${place}"${place === 1 && html` checked`}><span>${periodWords(period, window.days)}</span></label>
`;
}

function periodWords(period: Period, days: number): string {
  if (period.kind === 'month') return period.month;
  if (period.kind === 'custom') return `${period.from} – ${period.through}`;
  return `${LENGTHS[period.kind] ?? days} days`;
}

function variant(page: Page, view: View, place: number): Html {
  return html`<div class="variant variant-${place}">
${coverage(view)}${page.render(view)}</div>
`;
}

/** What the file is narrowed to. */
export function filterWords({ filter, formats }: View): Html {
  const words = chosenIn(filter).map(
    ([slice, value]) => html`<span class="chip">${sliceWords(slice, value, formats.locale)}</span> `,
  );
  return html`<p class="slices">${words.length === 0 ? 'All numbers, campaigns, categories, countries and channels' : words}</p>
`;
}
