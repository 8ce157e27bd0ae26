import { type Filter, LENGTHS, SLICES, type Slice } from '../domain/pages/filter.ts';
import { type Answer, rowsOf } from './answer.ts';
import { type Html, html } from './html.ts';
import { memberWords } from './members.ts';
import { addressOf } from './navigation.ts';
import type { Page, View } from './page.ts';

const PERIODS: readonly (readonly [kind: string, title: string])[] = [
  ...Object.entries(LENGTHS).map(([kind, days]) => [kind, `${days} days`] as const),
  ['month', 'Month'],
  ['custom', 'Custom'],
];

/** The filter of a page as one form: what it sends is the page’s address. */
export function filterForm(page: Page, { filter, window, formats }: View, options: Answer): Html {
  const { name } = page;
  return html`<form class="filter" method="get" action="/${name}" aria-label="Filter">
<fieldset class="periods"><legend class="sr">Period</legend>
${PERIODS.map(([kind, title]) => periodChoice(kind, title, filter.period.kind === kind))}</fieldset>
<label class="month">Month <input type="month" name="month" pattern="\\d{4}-\\d\\d" title="a month, as 2026-10" value="${monthOf(filter, window.through)}"></label>
<label class="days">From <input type="date" name="from" value="${window.from}"></label>
<label class="days">Through <input type="date" name="through" value="${window.through}"></label>
${SLICES.map((slice) => sliceChoice(slice, choicesOf(options, slice, formats.locale), filter.slices[slice]))}<span class="actions"><button type="submit">Apply</button> <a href="/${name}">Reset</a></span>
</form>
${chips(page, filter, formats.locale)}`;
}

/** What the page is narrowed to, each with what takes it away. */
function chips(page: Page, filter: Filter, locale: string): Html | null {
  const chosen = chosenIn(filter);
  if (chosen.length === 0) return null;
  return html`<ul class="chips" aria-label="Narrowed to">${chosen.map(
    ([slice, value]) =>
      html`<li><a class="chip" href="${addressOf(page, without(filter, slice))}">${sliceWords(slice, value, locale)}<span class="sr">, remove this filter</span><span aria-hidden="true">×</span></a></li>
`,
  )}</ul>
`;
}

function without({ period, slices }: Filter, slice: Slice): Filter {
  return { period, slices: Object.fromEntries(Object.entries(slices).filter(([name]) => name !== slice)) };
}

export function chosenIn({ slices }: Filter): readonly (readonly [Slice, string])[] {
  return SLICES.flatMap((slice) => {
    const value = slices[slice];
    return value ? [[slice, value] as const] : [];
  });
}

/** `country: India (IN)` */
export function sliceWords(slice: Slice, value: string, locale: string): Html {
  return html`<span>${slice}: <bdi>${memberWords(slice, value, locale)}</bdi></span>`;
}

function periodChoice(kind: string, title: string, checked: boolean): Html {
  return html`<label><input type="radio" name="period" value="${kind}"${checked && html` checked`}><span>${title}</span></label>
`;
}

function monthOf({ period }: Filter, through: string): string {
  return period.kind === 'month' ? period.month : through.slice(0, 7);
}

interface Choices {
  /** As they are stored. */
  readonly members: readonly string[];
  readonly words: (member: string) => string;
}

/** Most used first, as the statement has them; none where it has no answer, and the form stays. */
function choicesOf(options: Answer, slice: Slice, locale: string): Choices {
  const rows = options.error === undefined ? rowsOf(options) : [];
  const own = rows.filter((row) => row.text('dimension') === slice);
  return {
    members: own.map((row) => row.text('member') ?? 'unknown'),
    words: (member) => memberWords(slice, member, locale),
  };
}

const ALL: Readonly<Record<Slice, string>> = {
  number: 'All numbers',
  campaign: 'All campaigns',
  category: 'All categories',
  country: 'All countries',
  channel: 'All channels',
};

/** A chosen value that is not among the members stays visible: it is what the page is filtered by. */
function sliceChoice(slice: Slice, { members, words }: Choices, chosen = ''): Html {
  const values = chosen === '' || members.includes(chosen) ? members : [chosen, ...members];
  const option = (value: string) =>
    html`<option value="${value}"${value === chosen && html` selected`}>${words(value)}</option>`;
  return html`<label><span class="sr">${slice}</span><select name="${slice}"${chosen !== '' && html` class="chosen"`}><option value="">${ALL[slice]}</option>${values.map(option)}</select></label>
`;
}
