import { type ReplayAnswer, SKIP_REASONS } from '../../domain/contracts/replay/answer.ts';

const EXPLAINED = new Map<string, string>(Object.entries(SKIP_REASONS));

/** What `lake replay` prints of its count, and of what it did. */
export function replayLines(answer: ReplayAnswer, what: 'count' | 'replay'): string {
  const { read, matched, put, unreadable } = answer;
  const names = Object.entries(answer.bySourceAndKind).toSorted(([, a], [, b]) => b - a);
  const lines: (readonly [string, number, string])[] = [
    ['read', read, 'lines'],
    ['matched', matched, 'of them, meant by this replay'],
    ...(what === 'count' ? names.map(([name, count]) => [`  ${name}`, count, ''] as const) : []),
    ...(what === 'replay' ? [['put', put, 'of them, on the replay stream'] as const] : []),
    ...Object.entries(answer.skipped).map(([reason, count]) => [`  ${reason}`, count, explain(reason)] as const),
    ...(unreadable > 0 ? [['unreadable', unreadable, 'lines that are no record'] as const] : []),
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  const text = lines.map(([name, count, note]) => `${name.padEnd(width)}${`${count}`.padStart(10)}  ${note}`.trimEnd());
  return `${what === 'count' ? 'Counted' : 'Replayed'}\n${text.join('\n')}\n`;
}

function explain(reason: string): string {
  return `not put: ${EXPLAINED.get(reason) ?? reason}`;
}
