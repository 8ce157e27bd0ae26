import type { Answer } from '../../dashboard/answer.ts';
import { formatsOf } from '../../dashboard/format.ts';
import type { Header, View } from '../../dashboard/page.ts';
import { type Filter, windowOf } from '../../domain/pages/filter.ts';
import { execAnswers, INVENTED, type Invented } from './answers.ts';

export const HEADER: Header = {
  asOf: '2026-11-28T09:42:00Z',
  refreshedAt: '2026-11-28T09:45:00Z',
  zone: 'Asia/Kolkata',
  today: '2026-11-28',
  firstDataDay: '2026-08-01',
  nowMs: Date.parse('2026-11-28T10:00:00Z'),
  refreshMinutes: 60,
};

export interface Given {
  readonly filter?: Filter;
  readonly header?: Partial<Header>;
  readonly locale?: string;
  readonly place?: View['place'];
  readonly invented?: Partial<Invented>;
  /** Instead of the invented ones of the same statement. */
  readonly answers?: readonly Answer[];
}

/** A view with invented answers for its window. */
export function viewOf(given: Given = {}): View {
  const filter = given.filter ?? { period: { kind: '28d' }, slices: {} };
  const header = { ...HEADER, ...given.header };
  const window = windowOf(filter.period, header.today);
  const invented = { ...INVENTED, today: header.today, days: window, ...given.invented };
  const answers = new Map(
    [...execAnswers(invented), ...(given.answers ?? [])].map((answer) => [answer.statement, answer]),
  );
  return {
    filter,
    window,
    header,
    answer: (statement) => answers.get(statement) ?? missing(statement),
    facts: null,
    formats: formatsOf(given.locale ?? 'en-IN'),
    place: given.place ?? 'laptop',
  };
}

function missing(statement: string): never {
  throw new Error(`No answer to ${statement} was invented.`);
}
