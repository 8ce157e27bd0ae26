import { ACCOUNT, CRM, FLOW, LAKE, OTHER } from './types/business.ts';
import type { EventTypeDefinition } from './types/definition.ts';
import { ENGAGEMENT, MESSAGING } from './types/talk.ts';

/** The canonical dictionary: a closed list. A vendor's word that has no place here is `unmapped`, never an error. */
export const EVENT_TYPES = {
  ...MESSAGING,
  ...ENGAGEMENT,
  ...CRM,
  ...FLOW,
  ...ACCOUNT,
  ...LAKE,
  ...OTHER,
} satisfies Record<string, EventTypeDefinition>;

export type EventType = keyof typeof EVENT_TYPES;

export function isEventType(name: string): name is EventType {
  return Object.hasOwn(EVENT_TYPES, name);
}
