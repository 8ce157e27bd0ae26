import { type InboundTruth, type MessageTruth, NO_PURPOSE, type PricingTruth, type Truth } from 'simulator';
import type { Story } from './story.ts';

/** Truths made by hand for the reference's own tests: what a test does not say is a delivered campaign message to Ada. */

export function at(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`);
}

const PLACE = { channel: 'whatsapp', accountId: 'a1', numberId: 'n1' } as const;
const CAMPAIGN = { ...NO_PURPOSE, campaignId: 'sale', templateName: 'sale', templateLanguage: 'en' };

export function sent(id: string, text: string, said: Partial<MessageTruth> = {}): MessageTruth {
  return {
    kind: 'message',
    id,
    ...PLACE,
    personId: 'ada',
    country: 'IN',
    groupId: null,
    participants: [],
    isFreeForm: false,
    made: CAMPAIGN,
    known: CAMPAIGN,
    knownFrom: 'send',
    recordedAtMs: null,
    echoedAtMs: null,
    sentAtMs: at(text),
    deliveredAtMs: at(text),
    readAtMs: null,
    playedAtMs: null,
    failedAtMs: null,
    errorCode: null,
    pricing: null,
    conversation: null,
    ...said,
  };
}

export const UNTOLD = { sentAtMs: null, deliveredAtMs: null, readAtMs: null, playedAtMs: null, failedAtMs: null };

export function echoed(id: string, text: string): MessageTruth {
  return sent(id, text, { ...UNTOLD, echoedAtMs: at(text), known: NO_PURPOSE });
}

export function wrote(id: string, text: string, said: Partial<InboundTruth> = {}): InboundTruth {
  const who = { personId: 'ada', country: 'IN' } as const;
  const nothing = { contextId: null, groupId: null, buttonId: null, position: null, isFromAd: false };
  return { kind: 'inbound', id, ...PLACE, ...who, atMs: at(text), what: 'text', ...nothing, ...said };
}

export function priced(category: string, type: string | null, model: PricingTruth['model'] = 'PMP') {
  return { pricing: { category, type, model, billable: type === 'regular' } };
}

export function story(truths: readonly Truth[], said: Partial<Story> = {}): Story {
  return {
    truths,
    receipts: [],
    watermarkMs: at('2026-12-31 00:00:00'),
    settings: { reportingZone: 'UTC', firstDay: '2024-01-01', billingZone: 'UTC', billingCurrency: 'USD' },
    referenceData: { rate_cards: [], rate_markets: [], billing_accounts: [] },
    freeServiceMessages: 1_000,
    keyOf: (id) => id,
    ...said,
  };
}
