import { hmacSignature } from '../shared/signatures/hmac.ts';
import type { Source } from '../source.ts';
import { CREDENTIALS } from './credentials.ts';
import { normalise } from './normalise.ts';
import { read } from './read.ts';
import { KINDS, split } from './split.ts';
import { verifyCallback } from './verify-callback.ts';

/**
 * `X-Hub-Signature-256: sha256=<hex HMAC-SHA256(app secret, body)>`: Meta signs its text with non-ASCII characters
 * escaped, so parsing and printing it would break the signature ("Create a webhook endpoint").
 */
const SIGNATURE = hmacSignature({
  header: 'x-hub-signature-256',
  member: 'app_secret',
  algorithm: 'sha256',
  encoding: 'hex',
  prefix: 'sha256=',
});

/** WhatsApp Business Platform webhooks, from Meta itself. */
export const meta = {
  name: 'meta',
  kinds: KINDS,
  credentials: CREDENTIALS,
  verifyCallback,
  ...SIGNATURE,
  read,
  split,
  normalise,
} satisfies Source;
