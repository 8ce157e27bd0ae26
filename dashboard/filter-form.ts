import { type Filter, LENGTHS, SLICES, type Slice } from '../domain/pages/filter.ts';
import { type Answer, rowsOf } from './answer.ts';
import { type Html, html } from './html.ts';
import type { Page, View } from './page.ts';

const PERIODS: readonly (readonly [kind: string, title: string])[] = [
  ...Object.entries(LENGTHS).map(([kind, days]) => [kind, `${days} days`] as const),
  ['month', 'Month'],
  ['custom', 'Custom'],
];

/** The filter of a page as one form: what it sends is the page’s address. */
export function filterForm({ name }: Page, { filter, window }: View, options: Answer): Html {
  return html`<form class="filter" method="get" action="/${name}" aria-label="Filter">
<fieldset class="periods"><legend class="sr">Period</legend>
${PERIODS.map(([kind, title]) => periodChoice(kind, title, filter.period.kind === kind))}</fieldset>
<label class="month">Month <input type="month" name="month" pattern="\\d{4}-\\d\\d" placeholder="2026-10" value="${monthOf(filter, window.through)}"></label>
<label class="days">From <input type="date" name="from" value="${window.from}"></label>
<label class="days">Through <input type="date" name="through" value="${window.through}"></label>
${SLICES.map((slice) => sliceChoice(slice, membersOf(options, slice), filter.slices[slice]))}<span class="actions"><button type="submit">Apply</button> <a href="/${name}">Reset</a></span>
</form>
`;
}

function periodChoice(kind: string, title: string, checked: boolean): Html {
  return html`<label><input type="radio" name="period" value="${kind}"${checked && html` checked`}><span>${title}</span></label>
`;
}

function monthOf({ period }: Filter, through: string): string {
  return period.kind === 'month' ? period.month : through.slice(0, 7);
}

/** Most used first, as the statement has them; none where it has no answer, and the form stays. */
function membersOf(options: Answer, slice: Slice): readonly string[] {
  if (options.error !== undefined) return [];
  return rowsOf(options)
    .filter((row) => row.text('dimension') === slice)
    .map((row) => row.text('member') ?? 'unknown');
}

const ALL: Readonly<Record<Slice, string>> = {
  number: 'All numbers',
  campaign: 'All campaigns',
  category: 'All categories',
  country: 'All countries',
  channel: 'All channels',
};

/** A chosen value that is not among the members stays visible: it is what the page is filtered by. */
function sliceChoice(slice: Slice, members: readonly string[], chosen = ''): Html {
  const values = chosen === '' || members.includes(chosen) ? members : [chosen, ...members];
  const option = (value: string) =>
    html`<option value="${value}"${value === chosen && html` selected`}>${value}</option>`;
  return html`<label><span class="sr">${slice}</span><select name="${slice}"${chosen !== '' && html` class="chosen"`}><option value="">${ALL[slice]}</option>${values.map(option)}</select></label>
`;
}
