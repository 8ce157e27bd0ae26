import { type Answer, rowsOf } from '../../dashboard/answer.ts';
import { type Formats, formatsOf } from '../../dashboard/format.ts';
import type { Shown, ShownNumber } from './shown.ts';

/** Asks a statement as a page shows it. */
export type AskAgain = (sql: string) => Promise<Pick<Answer, 'columns' | 'rows'>>;

/** What is wrong with the numbers of a page: each must be what the statement beside it answers, in the words of its format. */
export async function differencesIn(shown: Shown, ask: AskAgain): Promise<readonly string[]> {
  const formats = formatsOf(shown.locale);
  const names = [...new Set(shown.numbers.map(({ statement }) => statement))];
  const found = await Promise.all(
    names.map(async (name) => {
      const [sql, ...others] = shown.statements.get(name) ?? [];
      if (sql === undefined) return [`${name}: its statement does not stand on the page`];
      if (others.length > 0) return [`${name}: ${others.length + 1} different statements stand on the page`];
      const answer = { statement: name, sql, ...(await ask(sql)) };
      return shown.numbers
        .filter(({ statement }) => statement === name)
        .flatMap((number) => differenceOf(number, answer, formats) ?? []);
    }),
  );
  return found.flat();
}

function differenceOf(number: ShownNumber, answer: Answer, formats: Formats): string | undefined {
  const { statement, row, column, value, text } = number;
  const place = `${statement}, row ${row}, ${column}`;
  const answered = rowsOf(answer)[row];
  if (answered === undefined) return `${place}: the page has ${value}; the answer has ${answer.rows.length} rows`;
  const expected = answered.text(column);
  if (expected !== value) return `${place}: the page has ${value}; the statement answers ${expected ?? 'NULL'}`;
  const texts = textsOf(column, value, columnOr(answer, answered, 'currency'), formats);
  if (texts.includes(text)) return undefined;
  return `${place}: ${value} is shown as "${text}", not as ${texts.map((one) => `"${one}"`).join(' or ')}`;
}

function columnOr(answer: Answer, row: { text: (column: string) => string | null }, name: string): string | null {
  return answer.columns.some((column) => column.name === name) ? row.text(name) : null;
}

/** How a column’s values may be shown, by its name: the first kind that fits. */
const KINDS: readonly (readonly [RegExp, (formats: Formats, value: string, currency: string | null) => string])[] = [
  [/_micros$/, ({ money, count }, value, currency) => (currency === null ? count(value) : money(value, currency))],
  [/rate_change$/, ({ points }, value) => points(value)],
  [/_change$/, ({ change }, value) => change(value)],
  [/rate(_before|_low|_high|_from|_through)?$|share/, ({ percent }, value) => percent(value)],
  [/seconds/, ({ seconds }, value) => seconds(value)],
];

function textsOf(column: string, value: string, currency: string | null, formats: Formats): readonly string[] {
  const kind = KINDS.find(([name]) => name.test(column))?.[1] ?? (({ count }: Formats) => count(value));
  return [kind(formats, value, currency)];
}
