/**
 * Meta’s error codes in our words, by the area of the work that they stop. Meta asks to go by the code: its titles change.
 * A code that is missing here is unknown, not wrong: add it with its evidence.
 */
import type { ErrorWords } from '../shared/error-words.ts';
import { ACCOUNT_ERRORS, REQUEST_ERRORS } from './error-words-of-requests.ts';

/** Read on Meta’s pages on statuses (May 2026) and unsupported messages (June 2026). */
const STATUS_PAGE = { evidence: 'meta_page', asOf: '2026-05' } as const;
const UNSUPPORTED_PAGE = { evidence: 'meta_page', asOf: '2026-06' } as const;
/** Cited from Meta’s list of codes by public code and help pages that agree with each other. */
const CITED = { evidence: 'secondary', asOf: '2026-09' } as const;

const RETRY = 'Look at the status page of Meta, and retry with growing pauses.';

const DELIVERY: readonly ErrorWords[] = [
  {
    ...STATUS_PAGE,
    code: 131026,
    title: 'Undeliverable',
    meaning:
      'It could not be delivered: the number may not be on WhatsApp, or the app or its accepted terms are too old.',
    action: 'Ask over another channel whether the contact uses WhatsApp; do not retry at once.',
    concerns: 'recipient',
  },
  {
    ...STATUS_PAGE,
    code: 131036,
    title: 'Time to live ended',
    meaning: 'Its time to live ended before it was delivered (numbers with No Storage).',
    action: 'Send it again if it still matters.',
    concerns: 'recipient',
  },
  {
    ...STATUS_PAGE,
    code: 131047,
    title: 'Outside the 24 hours',
    meaning: 'The contact last wrote more than 24 hours before, so only a template may be sent.',
    action: 'Send an approved template, or wait until the contact writes.',
    concerns: 'business',
  },
  {
    ...STATUS_PAGE,
    code: 131049,
    title: 'Held back by Meta',
    meaning: 'Meta did not deliver it, to limit how many marketing messages one person gets.',
    action: 'Do not retry within 24 hours; send less marketing to people who do not answer.',
    concerns: 'meta',
  },
  {
    ...STATUS_PAGE,
    code: 131050,
    title: 'Marketing stopped',
    meaning: 'The contact has stopped marketing messages of the business in WhatsApp.',
    action: 'Take the contact off marketing lists until they opt in again.',
    concerns: 'recipient',
  },
  {
    ...STATUS_PAGE,
    code: 130472,
    title: 'In an experiment of Meta',
    meaning: 'The contact is in a group to which Meta delivers no marketing. It is not billed.',
    action: 'Do not retry; use another channel if it matters.',
    concerns: 'meta',
  },
  {
    ...UNSUPPORTED_PAGE,
    code: 131051,
    title: 'Type not supported',
    meaning: 'The API does not carry this type of message.',
    action: 'Inbound: ask for another form. Outbound: send a documented type.',
    concerns: 'meta',
  },
  {
    ...CITED,
    code: 131052,
    title: 'Media not downloaded',
    meaning: 'The media that the contact sent could not be fetched.',
    action: 'Ask the contact to send it again, or in another way.',
    concerns: 'recipient',
  },
  {
    ...UNSUPPORTED_PAGE,
    code: 131060,
    title: 'Message not available',
    meaning: 'An inbound message was not passed on, often the first one from an ad to a number also used in the app.',
    action: 'Read it in the app on the phone, and count it as inbound.',
    concerns: 'meta',
  },
];

const SENDING: readonly ErrorWords[] = [
  {
    ...CITED,
    code: 4,
    title: 'Too many API calls',
    meaning: 'The app has reached its limit of calls.',
    action: 'Send more slowly, and retry with growing pauses.',
    concerns: 'business',
  },
  {
    ...CITED,
    code: 80007,
    title: 'Account rate limit',
    meaning: 'The WhatsApp Business Account has reached its limit of calls.',
    action: 'Send more slowly, and retry with growing pauses.',
    concerns: 'business',
  },
  {
    ...STATUS_PAGE,
    code: 130429,
    title: 'Throughput reached',
    meaning: 'The number has reached the messages a second that it may send.',
    action: 'Send more slowly, or ask Meta for more throughput.',
    concerns: 'business',
  },
  {
    ...CITED,
    code: 131048,
    title: 'Limited for spam',
    meaning: 'The number may send less, because contacts blocked it or reported its messages.',
    action: 'Look at its quality in WhatsApp Manager; send to people who expect it.',
    concerns: 'business',
  },
  {
    ...STATUS_PAGE,
    code: 131056,
    title: 'Too many to one contact',
    meaning: 'Too many messages from one number to one contact in a short time.',
    action: 'Wait before sending to this contact again; others are not affected.',
    concerns: 'business',
  },
  {
    ...CITED,
    code: 1,
    title: 'Unknown API error',
    meaning: 'Meta could not process the call, or the call is malformed.',
    action: 'Look at the status page of Meta; if nothing is there, check the request.',
    concerns: 'meta',
  },
  {
    ...CITED,
    code: 2,
    title: 'API unavailable',
    meaning: 'The API is down or overloaded for a while.',
    action: RETRY,
    concerns: 'meta',
  },
  {
    ...CITED,
    code: 131000,
    title: 'Unknown failure',
    meaning: 'Meta failed for a reason that it does not state.',
    action: 'Retry; if it lasts, open a ticket at Meta.',
    concerns: 'meta',
  },
  {
    ...CITED,
    code: 131016,
    title: 'Service overloaded',
    meaning: 'A service of Meta is unavailable for a while.',
    action: RETRY,
    concerns: 'meta',
  },
  {
    ...CITED,
    code: 131057,
    title: 'Account in maintenance',
    meaning: 'The account is in maintenance, for example while its throughput is raised.',
    action: 'Wait, and retry.',
    concerns: 'meta',
  },
  {
    ...CITED,
    code: 133004,
    title: 'Server unavailable',
    meaning: 'A server of Meta is unavailable for a while.',
    action: RETRY,
    concerns: 'meta',
  },
];

/** By area; docs/sources.md says how they are known. */
export const META_ERRORS = {
  delivery: DELIVERY,
  sending: SENDING,
  account: ACCOUNT_ERRORS,
  request: REQUEST_ERRORS,
} as const satisfies Readonly<Record<string, readonly ErrorWords[]>>;
