import type { CredentialsTemplate } from '../source.ts';

/**
 * `signing_secret` is base64, with or without `whsec_` before it. The generated one is 48 letters and digits, which is
 * base64 of 36 bytes (Standard Webhooks: 24 to 64). While senders change over, the old one stays valid as
 * `previous_signing_secret`.
 */
export const CREDENTIALS = {
  initial: { previous_signing_secret: '' },
  generated: 'signing_secret',
} as const satisfies CredentialsTemplate;
