import { Webhook } from 'standardwebhooks';
import { SecretError } from '../../../contracts/secret-error.ts';
import { equalInConstantTime } from '../../../identity/constant-time.ts';
import type { Attempt, Credentials, Delivery, Verification } from '../../source.ts';

const ID = 'webhook-id';
const TIMESTAMP = 'webhook-timestamp';
const SIGNATURE = 'webhook-signature';

/** Standard Webhooks leaves the tolerance to the receiver; its libraries take 5 minutes either way. */
export const TOLERANCE_SECONDS = 5 * 60;

/**
 * Standard Webhooks 1.0: `webhook-signature` is a list of `v1,<base64 HMAC-SHA256>` over `<id>.<timestamp>.<body>`, any
 * of which may fit. The library makes the signatures; its own `verify` reads the machine's clock, ours is told the time
 * of receipt. Throws when a secret is not base64.
 */
export function verify({ body, headers }: Delivery, credentials: Credentials, nowMs: number): Verification {
  const [id, timestamp, received] = [headers[ID], headers[TIMESTAMP], headers[SIGNATURE]];
  if (!id || !timestamp || !received) return { valid: false, reason: 'missing_signature' };
  const secrets = secretsOf(credentials);
  if (secrets.length === 0) return { valid: false, reason: 'no_secret_set' };
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  const signatures = received.split(' ');
  const fitting = secrets.find(({ webhook }) => {
    const expected = Number.isNaN(seconds) ? undefined : webhook.sign(id, new Date(seconds * 1000), utf8(body));
    return expected !== undefined && signatures.some((signature) => equalInConstantTime(signature, expected));
  });
  if (fitting === undefined) return { valid: false, reason: 'wrong_signature' };
  // Told only to those who know a secret: others learn nothing of our clock.
  const isStale = Math.abs(Math.floor(nowMs / 1000) - seconds) > TOLERANCE_SECONDS;
  return isStale ? { valid: false, reason: 'stale_timestamp' } : { valid: true, credential: fitting.credential };
}

export function sign(body: Buffer, credentials: Credentials, attempt: Attempt): Readonly<Record<string, string>> {
  const secret = secretsOf(credentials)[0];
  if (secret === undefined) throw new Error(`The source "sends" has no signing_secret. ${SECRET_RULE}`);
  return {
    'content-type': 'application/json',
    [ID]: attempt.id,
    [TIMESTAMP]: String(Math.floor(attempt.nowMs / 1000)),
    [SIGNATURE]: secret.webhook.sign(attempt.id, new Date(attempt.nowMs), utf8(body)),
  };
}

interface Secret {
  readonly credential: 'current' | 'previous';
  readonly webhook: Webhook;
}

function secretsOf(credentials: Credentials): readonly Secret[] {
  const named = [
    { credential: 'current', member: 'signing_secret' },
    { credential: 'previous', member: 'previous_signing_secret' },
  ] as const;
  return named.flatMap(({ credential, member }) => {
    const secret = credentials[member] ?? '';
    return secret === '' ? [] : [{ credential, webhook: webhookOf(secret, member) }];
  });
}

/** Standard Webhooks 1.0: 24 to 64 bytes. */
const SHORTEST_SECRET_BYTES = 24;
const SECRET_RULE =
  'Set it to base64 of 24 to 64 random bytes, with or without "whsec_" before it: `openssl rand -base64 32`.';

function webhookOf(secret: string, member: string): Webhook {
  const encoded = secret.replace(/^whsec_/, '');
  const isBase64 = encoded.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(encoded);
  if (!isBase64 || Buffer.from(encoded, 'base64').length < SHORTEST_SECRET_BYTES) {
    throw new SecretError(`The ${member} of the source "sends" is malformed. ${SECRET_RULE}`);
  }
  return new Webhook(encoded);
}

/** The library signs text; a body that is no UTF-8 is refused before it is read. */
function utf8(body: Buffer): string {
  return body.toString('utf8');
}
