import { runQuery } from '../../bin/cli/athena.ts';
import { invokeCompaction } from '../../bin/cli/compact.ts';
import { statuses } from './documents.ts';
import type { Question } from './question.ts';

const DAY_MS = 86_400_000;
/** More days than one UNLOAD may write: 100 partitions, one for each day and family. */
const DAYS = 16;
/** Older than any setting keeps days open by default. */
const FIRST_DAY_AGO = 4;

export const compaction: Question = {
  id: 'compaction',
  title: `Compaction of ${DAYS} closed days: several UNLOADs, read back through \`events\``,
  does: `Posts one status for each of ${DAYS} past days, waits for the buffer, and runs the compaction by hand.`,
  costs: 'under 0.05 USD',
  assumes: 'no HIVE_PATH_ALREADY_EXISTS; as many events after it as before',
  asks: 'account or laptop',
  async ask({ target, deliver, untilDelivered }) {
    const nowMs = Date.now();
    await deliver(statuses(`closed-${nowMs}`, DAYS, (day) => nowMs - (FIRST_DAY_AGO + day) * DAY_MS));
    await untilDelivered();
    const count = async () => Number((await runQuery(target, 'SELECT count(*) AS n FROM events')).rows[0]?.[0]);
    const before = await count();
    let answer = await invokeCompaction(target, {});
    while ('hasMore' in answer && answer.hasMore) answer = await invokeCompaction(target, {});
    if ('heldBy' in answer) return { said: `another run holds the lease until ${answer.heldUntil}`, agrees: null };
    const after = await count();
    const newestDay = new Date(nowMs - FIRST_DAY_AGO * DAY_MS).toISOString().slice(0, 10);
    return {
      said: `closed through ${answer.through}; ${before} events before, ${after} after`,
      agrees: (answer.through ?? '') >= newestDay && before === after,
    };
  },
};
