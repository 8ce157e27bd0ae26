import type { Country } from './phones.ts';

/**
 * What a lake must know when everything was emitted. Times are milliseconds since the epoch, whole seconds. Only what was
 * emitted until the end counts: a status that would have been emitted after it is null.
 */
export type Truth = MessageTruth | InboundTruth | ClickTruth | ConsentTruth | ReactionTruth | IdentityTruth;

interface Place {
  readonly channel: 'whatsapp';
  readonly accountId: string;
  /** The business's number. */
  readonly numberId: string;
}

/** One person whatever number and user id they have. */
interface Somebody {
  readonly personId: string;
  readonly country: Country;
}

export interface Button {
  readonly kind: 'quick_reply' | 'url' | 'flow' | 'catalog' | 'list_row';
  readonly id: string;
  /** From 1, as sent. */
  readonly position: number;
}

/** What a message was sent for. */
export interface Purpose {
  readonly campaignId: string | null;
  readonly templateName: string | null;
  readonly templateLanguage: string | null;
  readonly templateVersion: string | null;
  readonly templateCategory: string | null;
  readonly experimentId: string | null;
  readonly experimentArm: string | null;
  readonly costTag: string | null;
  readonly buttons: readonly Button[] | null;
}

/** As the payload states it; the category in the lake's spelling, with underscores. */
export interface PricingTruth {
  readonly category: string;
  /** Null until 30 June 2025: the model CBP has none. */
  readonly type: string | null;
  readonly model: 'CBP' | 'PMP';
  readonly billable: boolean;
}

export interface ConversationTruth {
  readonly id: string;
  readonly origin: string;
  /** Only where `sent` was emitted, which alone states it. */
  readonly expiresAtMs: number | null;
}

/** Statuses as stated; reading and playing imply a delivery that may not have been. */
export interface StatusTruth {
  readonly sentAtMs: number | null;
  readonly deliveredAtMs: number | null;
  readonly readAtMs: number | null;
  readonly playedAtMs: number | null;
  readonly failedAtMs: number | null;
  readonly errorCode: number | null;
}

export interface ParticipantTruth extends Somebody, StatusTruth {
  readonly pricing: PricingTruth | null;
}

/** A message of the business. */
export interface MessageTruth extends Place, StatusTruth {
  readonly kind: 'message';
  readonly id: string;
  /** Null of groups, which have participants. */
  readonly personId: string | null;
  readonly country: Country | null;
  readonly groupId: string | null;
  readonly participants: readonly ParticipantTruth[];
  /** An agent's own words, not a campaign's template. */
  readonly isFreeForm: boolean;
  /** As it was. */
  readonly made: Purpose;
  /** As the lake can know it: from a send, from callback data, or not at all. */
  readonly known: Purpose;
  readonly knownFrom: 'send' | 'callback' | 'both' | 'none';
  /** When it was sent by the business's own record; null where none was posted. */
  readonly recordedAtMs: number | null;
  /** Written on the phone and echoed; such a message has no status. */
  readonly echoedAtMs: number | null;
  /** Null where the status that carries it was not emitted, and of groups, where each participant has their own. */
  readonly pricing: PricingTruth | null;
  readonly conversation: ConversationTruth | null;
}

export type InboundWhat = 'text' | 'image' | 'audio' | 'tap' | 'list_row' | 'flow_submit' | 'order';

/** A message of a contact. */
export interface InboundTruth extends Place, Somebody {
  readonly kind: 'inbound';
  readonly id: string;
  readonly atMs: number;
  readonly what: InboundWhat;
  /** The message that it says it answers. */
  readonly contextId: string | null;
  readonly groupId: string | null;
  readonly buttonId: string | null;
  /** Where the tapped button stood in the message as sent. */
  readonly position: number | null;
  /** It came from an ad, whose window of free messages the answer opens. */
  readonly isFromAd: boolean;
}

/** A tap on a button or row, which is an inbound message too, or an observed click on a link. */
export interface ClickTruth extends Place {
  readonly kind: 'click';
  /** The inbound message's id, or the click's. */
  readonly id: string;
  readonly atMs: number;
  /** Null where the click names nobody. */
  readonly personId: string | null;
  readonly country: Country | null;
  readonly clickKind: 'quick_reply' | 'list_row' | 'cta' | 'body';
  /** Null of links, whose clicks do not say which message. */
  readonly messageId: string | null;
  readonly buttonId: string | null;
  readonly position: number | null;
}

export interface ConsentTruth extends Place, Somebody {
  readonly kind: 'consent';
  readonly atMs: number;
  readonly scope: 'marketing';
  readonly isOptIn: boolean;
}

export interface ReactionTruth extends Place, Somebody {
  readonly kind: 'reaction';
  readonly id: string;
  readonly atMs: number;
  readonly targetId: string;
  /** Null: taken back. */
  readonly emoji: string | null;
}

export interface Aliases {
  readonly phone: string | null;
  readonly userId: string | null;
}

/** The person goes on under other aliases. */
export interface IdentityTruth extends Place, Somebody {
  readonly kind: 'identity';
  readonly id: string;
  readonly atMs: number;
  readonly from: Aliases;
  readonly to: Aliases;
}
