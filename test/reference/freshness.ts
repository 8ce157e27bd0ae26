import { nearestRank } from './engagement-metrics.ts';
import { timestamp } from './facts.ts';
import type { Receipt, Row, Story } from './story.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** How fresh and how late the events of each source are. */
export function metricFreshness({ receipts, watermarkMs }: Story): Row[] {
  return [...Map.groupBy(receipts, ({ source }) => source)].map(([source, events]) => {
    const lateness = events.map(latenessSeconds);
    const newestReceivedAtMs = Math.max(...events.map(({ receivedAtMs }) => receivedAtMs));
    return {
      source,
      events: events.length,
      newest_event_at: timestamp(Math.max(...events.map(({ eventAtMs }) => eventAtMs))),
      newest_received_at: timestamp(newestReceivedAtMs),
      lateness_p50_seconds: nearestRank(lateness, 0.5),
      lateness_p95_seconds: nearestRank(lateness, 0.95),
      lateness_max_seconds: Math.max(...lateness),
      complete_until_at: timestamp(newestReceivedAtMs - 7 * DAY_MS),
      // The views of the tests are computed from the events: no refresh was.
      refreshed_at: null,
      refreshed_until_at: timestamp(watermarkMs),
    };
  });
}

/** Whole seconds; a clock that is ahead makes nothing early. */
function latenessSeconds({ eventAtMs, receivedAtMs }: Receipt): number {
  return Math.max(0, Math.floor((receivedAtMs - eventAtMs) / 1_000));
}

/** Events by the hour in which they first came. */
export function metricIntakeHourly({ receipts }: Story): Row[] {
  const hours = Map.groupBy(receipts, ({ source, receivedAtMs }) =>
    JSON.stringify([source, Math.floor(receivedAtMs / HOUR_MS)]),
  );
  return [...hours.values()].flatMap((events) => {
    const [first] = events;
    if (first === undefined) return [];
    return [
      {
        received_hour: timestamp(Math.floor(first.receivedAtMs / HOUR_MS) * HOUR_MS),
        source: first.source,
        events: events.length,
        unmapped: 0,
        newest_received_at: timestamp(Math.max(...events.map(({ receivedAtMs }) => receivedAtMs))),
      },
    ];
  });
}
