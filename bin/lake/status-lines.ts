import type { SocialMetric } from '../../domain/operations.ts';
import type { Counts } from './counts.ts';

/** What `lake status` prints; `delivered` are the rows in the lake, `freshness` the age of the newest, with its unit. */
export function formatStatus(counts: Counts, hours: number, delivered: number, freshness: string): string {
  const lines = [
    ...received(counts, hours),
    ['delivered', delivered, 'of them, rows in the lake'],
    ['left out', counts('transform', 'ItemsLeftOut'), 'of them, by the setting leftOutEventTypes'],
    ['failed', counts('transform', 'ItemsFailed'), 'of them, kept under failed/'],
    ['freshness', freshness, 'since the newest event in the lake was received'],
  ];
  return lines.map(([name, value, what]) => `${`${name}`.padEnd(11)}${`${value}`.padStart(10)}  ${what}\n`).join('');
}

/** By the front door and by the topic of AWS End User Messaging Social together: an event may come either way. */
function received(counts: Counts, hours: number): readonly (readonly (string | number)[])[] {
  const both = (metric: SocialMetric) => counts('receiver', metric) + counts('social', metric);
  const byTopic = counts('social', 'ItemsReceived');
  return [
    ['received', both('ItemsReceived'), `items, last ${hours} h`],
    ...(byTopic === 0 ? [] : [['by topic', byTopic, 'of them, by AWS End User Messaging Social']]),
    ['duplicates', both('ItemsDuplicate'), 'of them, taken before'],
    ['rejected', counts('receiver', 'ItemsRejected'), 'of them, against the source’s own rules; the sender was told'],
    ['unfinished', both('ItemsUnfinished'), 'of them, not stored then; the sender tries them again'],
  ];
}
