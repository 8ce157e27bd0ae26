import type { Answer } from './answer.ts';
import { moneyOf } from './exec/money.ts';
import { html } from './html.ts';
import type { View } from './page.ts';
import { type Column, hasPeriodBefore, whyNoChange } from './parts.ts';
import { OF_BEFORE } from './report.ts';

type Format = NonNullable<Column['format']>;

const NUMBERS = new Set(['tinyint', 'smallint', 'integer', 'bigint', 'float', 'double']);
/** Names, though they are numbers. */
const NAMES = new Set(['error_code', 'position', 'place', 'template_place']);
const COUNTED = /^(sent|clicks|clickers|failed|delivered)_change$/;

/** Columns of a table as its statement names them, formatted by the ends of their names. */
export function columnsOf(view: View, { columns }: Answer, missing: Readonly<Record<string, string>> = {}): Column[] {
  return columns.map(({ name, type }) => {
    const format = formatOf(view, name, type);
    const why = OF_BEFORE.test(name) && !hasPeriodBefore(view) ? whyNoChange(view) : missing[name];
    return {
      title: titleOf(name),
      column: name,
      ...(format && { format }),
      ...(format && why && { missing: why }),
      ...(!format && textOf(name, why)),
    };
  });
}

/** NULL is the reason, and empty in the CSV. */
function textOf(column: string, why?: string): Pick<Column, 'show' | 'raw' | 'isText'> {
  const none = why === undefined ? '' : html`<span class="missing">${why}</span>`;
  return { show: (row) => row.text(column) ?? none, raw: (row) => row.text(column), isText: true };
}

/** `Delivered rate` */
export function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function formatOf({ formats, ...view }: View, name: string, type: string): Format | undefined {
  if (name.endsWith('_at')) return (value) => formats.time(value, view.header.zone);
  if (!NUMBERS.has(type) || NAMES.has(name)) return undefined;
  if (name.endsWith('_micros')) return (value, row) => moneyOf({ ...view, formats }, row)(value);
  if (name.endsWith('_seconds')) return formats.seconds;
  if (COUNTED.test(name)) return formats.change;
  if (name.endsWith('_rate_change')) return formats.points;
  if (/(_rate|_rate_before|^rate_low|^rate_high)$/.test(name)) return formats.percent;
  return formats.count;
}
