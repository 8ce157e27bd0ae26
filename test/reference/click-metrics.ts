import { clicksOf } from './clicks.ts';
import { outboundOf } from './messages.ts';
import { rate } from './slices.ts';
import type { Row, Story } from './story.ts';
import { localDay, localTime } from './zones.ts';

/** A button of a template at a place; of taps without one, why. */
interface Place {
  readonly template_key: string;
  readonly button_id: string;
  readonly position: number | null;
  readonly position_source: string;
}

interface Tap {
  readonly place: Place;
  readonly day: string;
  readonly atMs: number;
  readonly personId: string | null;
}

/** Taps and clicks of the reporting window. */
function tapsOf(story: Story): readonly Tap[] {
  const { reportingZone, firstDay } = story.settings;
  return clicksOf(story)
    .map(({ truth, template, position, positionSource }) => ({
      place: placeOf(template, truth.buttonId, position, positionSource),
      day: localDay(reportingZone, truth.atMs),
      atMs: truth.atMs,
      personId: truth.personId,
    }))
    .filter(({ day }) => day >= firstDay);
}

function placeOf(
  template: string | null,
  button: string | null,
  position: number | null,
  position_source: string,
): Place {
  return { template_key: template ?? 'unknown', button_id: button ?? 'unknown', position, position_source };
}

/** Meta tells of no tap on buttons that open an address, a form or a catalogue. */
const OBSERVABLE = ['quick_reply', 'list_row'];

/** Each button of each delivered message of the window, as the message was sent. */
function shownOf(story: Story) {
  const { reportingZone, firstDay } = story.settings;
  return outboundOf(story).flatMap(({ truth, dimensions, acceptedAtMs, deliveredAtMs }) => {
    if (acceptedAtMs === null || deliveredAtMs === null || localDay(reportingZone, acceptedAtMs) < firstDay) return [];
    return (truth.known.buttons ?? []).map(({ id, kind, position }) => ({
      place: placeOf(dimensions.template, id, position, 'snapshot'),
      isObservable: OBSERVABLE.includes(kind),
    }));
  });
}

export function metricButtonClicks(story: Story): Row[] {
  const shown = Map.groupBy(shownOf(story), ({ place }) => JSON.stringify(place));
  const taps = Map.groupBy(tapsOf(story), ({ place }) => JSON.stringify(place));
  return [...new Set([...shown.keys(), ...taps.keys()])].map((key) => {
    const [shownHere, tapsHere] = [shown.get(key) ?? [], taps.get(key) ?? []];
    const isObservable = tapsHere.length > 0 || shownHere.some((one) => one.isObservable);
    const unique = personsOf(tapsHere);
    const times = tapsHere.map(({ atMs }) => localTime(story.settings.reportingZone, atMs)).sort();
    return {
      ...(tapsHere[0] ?? shownHere[0])?.place,
      is_observable: isObservable,
      clicks: tapsHere.length,
      unique_contacts: unique,
      click_rate: isObservable ? rate(unique, shownHere.length) : null,
      click_rate_of: shownHere.length,
      first_clicked_local: times[0] ?? null,
      last_clicked_local: times.at(-1) ?? null,
    };
  });
}

export function metricButtonClicksDaily(story: Story): Row[] {
  const byDay = Map.groupBy(tapsOf(story), ({ place, day }) => JSON.stringify({ day, ...place }));
  return [...byDay.values()].flatMap((taps) =>
    taps[0] === undefined
      ? []
      : [{ day: taps[0].day, ...taps[0].place, clicks: taps.length, unique_contacts: personsOf(taps) }],
  );
}

function personsOf(taps: readonly Tap[]): number {
  return new Set(taps.flatMap(({ personId }) => (personId === null ? [] : [personId]))).size;
}
