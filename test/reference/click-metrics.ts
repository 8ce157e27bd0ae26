import type { Button } from 'simulator';
import { clicksOf } from './clicks.ts';
import { outboundOf } from './messages.ts';
import { type Dimensions, rate } from './slices.ts';
import type { Row, Story } from './story.ts';
import { localDay, localTime } from './zones.ts';

/** A button of a campaign's template at a place, sent by a number; of clicks without a place, why. */
interface Place {
  readonly button_kind: string;
  readonly endpoint_id: string;
  readonly campaign_id: string;
  readonly template_key: string;
  readonly button_id: string;
  readonly position: number | null;
  readonly position_source: string;
}

interface Click {
  readonly place: Place;
  readonly day: string;
  readonly atMs: number;
  readonly personId: string | null;
}

/** Button and link clicks of the reporting window. */
function windowClicksOf(story: Story): readonly Click[] {
  const { reportingZone, firstDay } = story.settings;
  return clicksOf(story)
    .map(({ truth, buttonKind, campaign, template, buttonId, position, positionSource }) => ({
      place: placeOf([buttonKind, truth.numberId, campaign, template, buttonId], position, positionSource),
      day: localDay(reportingZone, truth.atMs),
      atMs: truth.atMs,
      personId: truth.personId,
    }))
    .filter(({ day }) => day >= firstDay);
}

function placeOf(
  named: readonly [kind: string, number: string, campaign: string | null, template: string | null, id: string | null],
  position: number | null,
  position_source: string,
): Place {
  const [button_kind, endpoint_id, campaign, template, id] = named;
  return {
    button_kind,
    endpoint_id,
    campaign_id: campaign ?? 'unknown',
    template_key: template ?? 'unknown',
    button_id: id ?? 'unknown',
    position,
    position_source,
  };
}

/** What a click on a button is; Meta sends no event for those that open an address or a catalogue. */
const KINDS = { list_row: 'list_reply', flow: 'flow_submit', url: 'link', catalog: 'catalog' } as const;
const OBSERVABLE = ['quick_reply', 'list_row', 'flow'];

const OF_TEMPLATES = ['marketing', 'marketing_lite', 'utility', 'authentication', 'authentication_international'];

/** A quick reply is a template's where the message is known, or charged for, as one. */
function kindOf(kind: Button['kind'], { template, category }: Dimensions): string {
  if (kind !== 'quick_reply') return KINDS[kind];
  return template !== null || OF_TEMPLATES.includes(category ?? '') ? 'template_quick_reply' : 'button_reply';
}

/** Each button of each delivered message of the window, as the message was sent. */
function shownOf(story: Story) {
  const { reportingZone, firstDay } = story.settings;
  return outboundOf(story).flatMap(({ truth, dimensions, acceptedAtMs, deliveredAtMs }) => {
    if (acceptedAtMs === null || deliveredAtMs === null || localDay(reportingZone, acceptedAtMs) < firstDay) return [];
    return (truth.known.buttons ?? []).map(({ id, kind, position }) => ({
      place: placeOf(
        [kindOf(kind, dimensions), truth.numberId, dimensions.campaign, dimensions.template, id],
        position,
        'snapshot',
      ),
      isObservable: OBSERVABLE.includes(kind),
    }));
  });
}

export function metricButtonClicks(story: Story): Row[] {
  const shown = Map.groupBy(shownOf(story), ({ place }) => JSON.stringify(place));
  const clicks = Map.groupBy(windowClicksOf(story), ({ place }) => JSON.stringify(place));
  return [...new Set([...shown.keys(), ...clicks.keys()])].map((key) => {
    const [shownHere, clicksHere] = [shown.get(key) ?? [], clicks.get(key) ?? []];
    const isObservable = clicksHere.length > 0 || shownHere.some((one) => one.isObservable);
    const unique = personsOf(clicksHere);
    const times = clicksHere.map(({ atMs }) => localTime(story.settings.reportingZone, atMs)).sort();
    return {
      ...(clicksHere[0] ?? shownHere[0])?.place,
      is_observable: isObservable,
      clicks: clicksHere.length,
      unique_contacts: unique,
      click_rate: isObservable ? rate(unique, shownHere.length) : null,
      click_rate_of: shownHere.length,
      first_clicked_local: times[0] ?? null,
      last_clicked_local: times.at(-1) ?? null,
    };
  });
}

export function metricButtonClicksDaily(story: Story): Row[] {
  const byDay = Map.groupBy(windowClicksOf(story), ({ place, day }) => JSON.stringify({ day, ...place }));
  return [...byDay.values()].flatMap((clicks) =>
    clicks[0] === undefined
      ? []
      : [{ day: clicks[0].day, ...clicks[0].place, clicks: clicks.length, unique_contacts: personsOf(clicks) }],
  );
}

function personsOf(clicks: readonly Click[]): number {
  return new Set(clicks.flatMap(({ personId }) => (personId === null ? [] : [personId]))).size;
}
