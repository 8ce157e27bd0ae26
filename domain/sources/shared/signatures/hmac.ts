import { createHmac } from 'node:crypto';
import { equalInConstantTime } from '../../../identity/constant-time.ts';
import type { Credentials, Delivery, Verification } from '../../source.ts';

const HEADER = 'x-hub-signature-256';

/**
 * `X-Hub-Signature-256: sha256=<hex HMAC-SHA256(app secret, body)>`, over the bytes on the wire: Meta signs its text
 * with non-ASCII characters escaped, so parsing and printing again would break it ("Create a webhook endpoint").
 */
export function verify(delivery: Delivery, credentials: Credentials): Verification {
  const received = delivery.headers[HEADER];
  if (received === undefined || received === '') return { valid: false, reason: 'missing_signature' };
  const current = credentials.app_secret ?? '';
  const previous = credentials.previous_app_secret ?? '';
  if (current === '' && previous === '') return { valid: false, reason: 'no_secret_set' };
  if (current !== '' && equalInConstantTime(received, signature(delivery.body, current))) {
    return { valid: true, credential: 'current' };
  }
  if (previous !== '' && equalInConstantTime(received, signature(delivery.body, previous))) {
    return { valid: true, credential: 'previous' };
  }
  return { valid: false, reason: 'wrong_signature' };
}

export function sign(body: Buffer, credentials: Credentials): Readonly<Record<string, string>> {
  return { 'content-type': 'application/json', [HEADER]: signature(body, credentials.app_secret ?? '') };
}

function signature(body: Buffer, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
