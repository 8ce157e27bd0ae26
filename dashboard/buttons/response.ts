import type { Row } from '../answer.ts';
import { type Html, html, type Value } from '../html.ts';
import { memberColumn } from '../members.ts';
import { number } from '../number.ts';
import type { View } from '../page.ts';
import { answered, behind, type Column, definition, table, tile } from '../parts.ts';
import { SHOWN } from './common.ts';

const UNTIMED = 'no delivery of a clicked message was stated';

/** How long it took from delivery to the first click. */
export function responseTile(view: View): Html {
  const { formats } = view;
  const all = (render: (row: Row) => Value) =>
    answered(view, 'buttons_response', (rows) => partOf(rows, 'all').map(render));
  return tile(view, RESPONSE, {
    value: answered(view, 'buttons_response', (rows) => {
      const [row] = partOf(rows, 'all');
      return row ? number(row.cell('p50_seconds'), formats.seconds, UNTIMED) : NONE;
    }),
    ...(view.answer('buttons_response').error === undefined && {
      denominator: all((row) => ofWords(view, row)),
      more: answered(view, 'buttons_response', (rows) => [
        ...partOf(rows, 'all').map((row) => nineOfTen(view, row)),
        byMember(view, partOf(rows, 'template'), 'template', MOST_USED),
      ]),
      details: answered(view, 'buttons_response', (rows) =>
        partOf(rows, 'campaign').length === 0
          ? null
          : behind('By campaign', byMember(view, partOf(rows, 'campaign'), 'campaign', SHOWN)),
      ),
    }),
    definition: definition([], [view.answer('buttons_response')]),
  });
}

const RESPONSE = {
  id: 'response',
  title: 'Time to click, median',
  text: 'From the delivery of a message to each person’s first click on it. Percentiles by nearest rank: exact, never interpolated.',
};
const NONE = html`<span class="missing">No clicks</span>`;

function partOf(rows: readonly Row[], part: string): readonly Row[] {
  return rows.filter((row) => row.text('part') === part);
}

function ofWords({ formats }: View, row: Row): Html {
  const untimed = Number(row.text('clicks_untimed')) > 0;
  return html`Of ${number(row.cell('clicks_timed'), formats.count)} first clicks${untimed && html`, and ${number(row.cell('clicks_untimed'), formats.count)} without a known time of delivery`}. `;
}

function nineOfTen({ formats }: View, row: Row): Html {
  return html`<p class="also"><span class="label">Nine of ten within</span> <strong>${number(row.cell('p90_seconds'), formats.seconds, UNTIMED)}</strong></p>
`;
}

/** Beside the chart of the clicks there is room for so many. */
const MOST_USED = 4;
const TITLES = { campaign: 'Campaign', template: 'Template' } as const;

function byMember({ formats }: View, rows: readonly Row[], part: keyof typeof TITLES, shown: number): Html | null {
  if (rows.length === 0) return null;
  const member = part === 'campaign' ? 'campaign_id' : 'template_key';
  const columns: readonly Column[] = [
    memberColumn(part, TITLES[part], member, formats.locale),
    { title: 'Median', column: 'p50_seconds', format: formats.seconds, missing: UNTIMED, unit: 'seconds' },
    { title: 'Nine of ten', column: 'p90_seconds', format: formats.seconds, missing: UNTIMED, unit: 'seconds' },
    { title: 'First clicks', column: 'clicks_timed', format: formats.count },
  ];
  const caption = `Time to click by ${part}`;
  return table({ page: 'buttons', name: `response-by-${part}`, caption, columns, rows, shown });
}
