import { EVENT_TYPES, type EventType, isEventType } from './event-types.ts';
import { FAMILIES } from './families.ts';

/**
 * Curation: which event types become rows. The setting names what is left out, not what is kept, so that an upgrade
 * that brings a new type loses nothing by silence; by default nothing is left out (docs/adr/0010).
 *
 * A name is an event type, or a family, which stands for those of its types that may be left out. `unmapped` is both:
 * it is left out only where it is named.
 */
export const NOTHING_LEFT_OUT: ReadonlySet<EventType> = new Set();

/** Beside the messages: types without which a view says something wrong, or a contact is written to against their will. */
const NEEDED: Partial<Record<EventType, string>> = {
  contact_identity_changed: 'contact_bridge would give a number to somebody who gave it up',
  opted_out: 'it says who must not be written to',
  opted_in: 'it says who may be written to again',
  duplicates_refused: 'it is the account of what was not stored a second time',
};

const ALL: readonly EventType[] = Object.keys(EVENT_TYPES).filter(isEventType);
const MAY_BE_LEFT_OUT = ALL.filter((type) => neededBecause(type) === undefined);

/** Why a name cannot stand in the setting; null where it can. Words for whoever wrote the setting. */
export function leftOutFault(name: string): string | null {
  const reason = isEventType(name) ? neededBecause(name) : undefined;
  if (reason !== undefined) return `\`${name}\` cannot be left out: ${reason}. Filter by event_type when you query`;
  if (typesMeantBy(name).length > 0) return null;
  const families = FAMILIES.filter((family) => family !== 'unmapped' && typesMeantBy(family).length > 0);
  return (
    `nothing that is called \`${name}\` may be left out. Allowed are the families ${families.join(', ')} ` +
    `and the event types ${MAY_BE_LEFT_OUT.join(', ')}`
  );
}

/** The event types that the setting leaves out. Throws RangeError for a name that `leftOutFault` finds fault with. */
export function leftOutTypes(names: readonly string[]): ReadonlySet<EventType> {
  const faults = names.flatMap((name) => leftOutFault(name) ?? []);
  if (faults.length > 0) throw new RangeError(`Event types to leave out: ${faults.join('; ')}.`);
  return new Set(names.flatMap(typesMeantBy));
}

function typesMeantBy(name: string): readonly EventType[] {
  return MAY_BE_LEFT_OUT.filter((type) => type === name || EVENT_TYPES[type].family === name);
}

function neededBecause(type: EventType): string | undefined {
  if (EVENT_TYPES[type].family === 'messaging') return 'fact_messages and the message metrics are made of it';
  return NEEDED[type];
}
