import * as z from 'zod/mini';
import { jsonText } from '../../domain/shared/json-text.ts';
import { counted } from './counted.ts';

/** What a webhook answered to one document. */
export interface Answer {
  /** 0 where there was no answer. */
  readonly status: number;
  readonly body: string;
  /** How long the answer asks to wait before the document is posted again. */
  readonly retryAfterMs?: number | undefined;
  /** How often the document was posted before this answer. */
  readonly postedAgain?: number;
}

const answerSchema = jsonText(
  z.looseObject({
    accepted: z.optional(z.number()),
    duplicates: z.optional(z.number()),
    rejected: z.optional(z.array(z.unknown())),
  }),
);

/** All documents were answered 2xx, and some of their items rejected. */
const SOME_REJECTED = 3;

/** 0 when every item was taken, 1 when a document was not answered 2xx, 3 when items of the others were rejected. */
export function exitCodeOf(answers: readonly Answer[]): number {
  if (!answers.every(({ status }) => status >= 200 && status < 300)) return 1;
  return itemsOf(answers).rejected === 0 ? 0 : SOME_REJECTED;
}

/** `2 documents posted: 2 answered 200. Items: 3 accepted, 1 duplicate, 0 rejected.` */
export function totalsOf(answers: readonly Answer[]): string {
  const { accepted, duplicates, rejected } = itemsOf(answers);
  const byStatus = [...Map.groupBy(answers, ({ status }) => status)].toSorted(([a], [b]) => a - b);
  const statuses = byStatus.map(
    ([status, { length }]) => `${length} ${status === 0 ? 'not answered' : `answered ${status}`}`,
  );
  const again = answers.filter(({ postedAgain = 0 }) => postedAgain > 0).length;
  const parts = [...statuses, ...(again === 0 ? [] : [`${again} posted again`])];
  const posted = `${counted(answers.length, 'document')} posted${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
  return `${posted}. Items: ${accepted} accepted, ${counted(duplicates, 'duplicate')}, ${rejected} rejected.`;
}

function itemsOf(answers: readonly Answer[]) {
  const total = { accepted: 0, duplicates: 0, rejected: 0 };
  for (const { body } of answers) {
    const { accepted = 0, duplicates = 0, rejected = [] } = z.safeParse(answerSchema, body).data ?? {};
    total.accepted += accepted;
    total.duplicates += duplicates;
    total.rejected += rejected.length;
  }
  return total;
}

/** Passes on what comes by its index, from 0, in the order of the indexes. */
export function inOrder<T>(pass: (index: number, item: T) => void): (index: number, item: T) => void {
  const waiting = new Map<number, { readonly item: T }>();
  let next = 0;
  return (index, item) => {
    waiting.set(index, { item });
    for (let one = waiting.get(next); one !== undefined; one = waiting.get(next)) {
      waiting.delete(next);
      pass(next, one.item);
      next += 1;
    }
  };
}
