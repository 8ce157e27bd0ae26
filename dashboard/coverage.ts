import { addDays } from '../domain/pages/filter.ts';
import { type Html, html } from './html.ts';
import type { View } from './page.ts';

/** As the statements have it in `is_complete`. */
export const COMPLETE_AFTER_DAYS = 8;

/** What a period’s numbers do not cover: days before the data, days to come, days that are not whole yet. */
export function coverage(view: View): Html | null {
  const { formats, header, window } = view;
  const { firstDataDay, today } = header;
  if (firstDataDay === null) return null;
  const begin = `the data begin on ${formats.longDay(firstDataDay)}`;
  if (window.through < firstDataDay) return line(`The whole period lies before the data: ${begin}.`);
  if (window.from > today)
    return line(`The whole period is still to come: the numbers end on ${formats.longDay(today)}.`);
  const sentences = [
    window.from < firstDataDay && `${sentence(begin)}: earlier days of the period are in no number.`,
    window.through > today && `Days after ${formats.longDay(today)} have no numbers yet.`,
    open(view),
  ].filter((one) => one !== false);
  return sentences.length === 0 ? null : line(sentences.join(' '));
}

/** Of a period that ends with days which are not whole yet. */
function open({ window: { through }, header: { today }, formats }: View): string | false {
  if (through <= addDays(today, -COMPLETE_AFTER_DAYS)) return false;
  const running = through < today ? 'Days' : `${formats.day(today)} is still running, and days`;
  return `${running} younger than 7 days may still change: a change compares them with whole days.`;
}

function line(words: string): Html {
  return html`<p class="fresh coverage">${words}</p>
`;
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
