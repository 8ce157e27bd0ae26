import { outboundOf } from './messages.ts';
import { ofKind, type Row, type Story } from './story.ts';

const DAY_MS = 86_400_000;

/** Of each message to one person: whether they wrote to the number in the 24 hours before it was accepted. */
export function serviceWindows(story: Story): Row[] {
  const written = Map.groupBy(
    ofKind(story, 'inbound').filter(({ groupId }) => groupId === null),
    ({ personId, numberId, channel }) => JSON.stringify([personId, numberId, channel]),
  );
  return outboundOf(story).flatMap(({ truth, acceptedAtMs }) => {
    const { id, personId, groupId, numberId, channel } = truth;
    if (acceptedAtMs === null || personId === null || groupId !== null) return [];
    const before = written.get(JSON.stringify([personId, numberId, channel])) ?? [];
    const isIn = before.some(({ atMs }) => atMs <= acceptedAtMs && acceptedAtMs - atMs <= DAY_MS);
    return [{ message_key: story.keyOf(id), is_in_service_window: isIn }];
  });
}
