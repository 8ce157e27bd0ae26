/** Meta’s error codes of accounts, requests and templates that are not as they must be, in our words. */
import type { ErrorWords } from '../shared/error-words.ts';

const CITED = { evidence: 'secondary', asOf: '2026-09', concerns: 'business' } as const;

export const ACCOUNT_ERRORS: readonly ErrorWords[] = [
  {
    ...CITED,
    code: 190,
    title: 'Access token expired',
    meaning: 'The token of the app is no longer valid.',
    action: 'Issue a new token.',
  },
  {
    ...CITED,
    code: 368,
    title: 'Restricted for policy',
    meaning: 'The account is restricted or disabled for a violation of policies.',
    action: 'Read the notice in WhatsApp Manager, and appeal where it is wrong.',
  },
  {
    ...CITED,
    code: 131031,
    title: 'Account locked',
    meaning: 'The account is restricted for a violation, or data such as its PIN could not be verified.',
    action: 'See the state of the account in WhatsApp Manager.',
  },
  {
    ...CITED,
    code: 131037,
    title: 'Display name not approved',
    meaning: 'The display name of the number is not approved yet.',
    action: 'Set a display name in WhatsApp Manager, and wait for the review.',
  },
  {
    ...CITED,
    evidence: 'meta_page',
    asOf: '2026-05',
    code: 131042,
    title: 'Payment problem',
    meaning: 'The account cannot be charged: its payment method, its limit or missing details.',
    action: 'Check the payment settings of the account.',
  },
  {
    ...CITED,
    code: 131045,
    title: 'Number not registered',
    meaning: 'The number is not registered for sending, or its certificate is wrong.',
    action: 'Register the number again.',
  },
  {
    ...CITED,
    code: 133010,
    title: 'Number not on the platform',
    meaning: 'The number is not registered on the WhatsApp Business Platform.',
    action: 'Register it in WhatsApp Manager.',
  },
];

export const REQUEST_ERRORS: readonly ErrorWords[] = [
  {
    ...CITED,
    code: 100,
    title: 'Invalid parameter',
    meaning: 'The request has a parameter that is unknown or misspelt.',
    action: 'Compare the request with the reference of Meta.',
  },
  {
    ...CITED,
    code: 131005,
    title: 'Access denied',
    meaning: 'A permission was not granted, or was withdrawn.',
    action: 'Check the permissions of the token.',
  },
  {
    ...CITED,
    code: 131008,
    title: 'Parameter missing',
    meaning: 'The request lacks a parameter that it must have.',
    action: 'Compare the request with the reference of Meta.',
  },
  {
    ...CITED,
    code: 131009,
    title: 'Value not valid',
    meaning: 'A parameter of the request has a value that is not allowed.',
    action: 'Compare the request with the reference of Meta.',
  },
  {
    ...CITED,
    code: 131021,
    title: 'Sent to itself',
    meaning: 'Sender and recipient are the same number.',
    action: 'Correct the recipient.',
  },
  {
    ...CITED,
    code: 131053,
    title: 'Media not taken',
    meaning: 'The media of the message could not be taken, for example because of its type.',
    action: 'Send a supported type and size.',
  },
  {
    ...CITED,
    code: 132000,
    title: 'Wrong number of variables',
    meaning: 'The template has more or fewer variables than were sent.',
    action: 'Send as many values as the template has variables.',
  },
  {
    ...CITED,
    code: 132001,
    title: 'Template not found',
    meaning: 'The template does not exist in this language, or is not approved.',
    action: 'Check its name, language and approval in WhatsApp Manager.',
  },
  {
    ...CITED,
    code: 132005,
    title: 'Text too long',
    meaning: 'With its values filled in, the text of the template is too long.',
    action: 'Send shorter values.',
  },
  {
    ...CITED,
    code: 132007,
    title: 'Template breaks a policy',
    meaning: 'The content of the template breaks a policy of WhatsApp.',
    action: 'Change the template, and submit it again.',
  },
  {
    ...CITED,
    code: 132012,
    title: 'Variable malformed',
    meaning: 'A value has a form that the template does not take.',
    action: 'Send the values in the form that the template has.',
  },
  {
    ...CITED,
    code: 132015,
    title: 'Template paused',
    meaning: 'The template is paused, because contacts rated it badly.',
    action: 'Improve the template, or wait until the pause ends.',
  },
  {
    ...CITED,
    code: 132016,
    title: 'Template disabled',
    meaning: 'The template was paused too often, and is disabled for good.',
    action: 'Make another template with another content.',
  },
];
