import type { Answer } from './answers.ts';

type Post = () => Promise<Answer>;

/** Answers that pass: none at all, throttled, unfinished. */
const PASSING: ReadonlySet<number> = new Set([0, 429, 503]);
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSES_MS = 30_000;

/**
 * Posts a document until it is answered for good, as Meta does: what has arrived counts once. Pauses as long as the
 * answer asks (Retry-After), otherwise 1, 2, 4 … seconds, 30 in all. Once a document was given up, the next are posted
 * once only until one is answered: a lake that is away is not waited for again and again.
 */
export function postingAgain(sleep: (ms: number) => Promise<unknown>): (post: Post) => Promise<Answer> {
  let hasGivenUp = false;
  return async (post) => {
    let leftMs = MAX_PAUSES_MS;
    for (let postedAgain = 0; ; postedAgain += 1) {
      const answer = await post();
      if (!PASSING.has(answer.status)) {
        hasGivenUp = false;
        return { ...answer, postedAgain };
      }
      const pauseMs = pauseAfter(answer, postedAgain, leftMs);
      if (hasGivenUp || leftMs === 0 || pauseMs > leftMs) {
        hasGivenUp = true;
        return { ...answer, postedAgain };
      }
      await sleep(pauseMs);
      leftMs -= pauseMs;
    }
  };
}

/** At least a second, also where the answer asks for none. */
function pauseAfter({ retryAfterMs: asked }: Answer, postedAgain: number, leftMs: number): number {
  return asked === undefined ? Math.min(FIRST_PAUSE_MS * 2 ** postedAgain, leftMs) : Math.max(asked, FIRST_PAUSE_MS);
}

/** RFC 9110, 10.2.3: seconds, or a date. */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1_000;
  const dateMs = Date.parse(header);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}
