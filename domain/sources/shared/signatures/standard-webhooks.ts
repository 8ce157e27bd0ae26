import { Webhook } from 'standardwebhooks';
import { SecretError } from '../../../contracts/secret-error.ts';
import { equalInConstantTime } from '../../../identity/constant-time.ts';
import type { Attempt, Credentials, Delivery, Verification } from '../../source.ts';
import { type SigningSecret, signingSecrets } from './secrets.ts';

const ID = 'webhook-id';
const TIMESTAMP = 'webhook-timestamp';
const SIGNATURE = 'webhook-signature';

/** Standard Webhooks leaves the tolerance to the receiver; its libraries take 5 minutes either way. */
export const TOLERANCE_SECONDS = 5 * 60;

export interface StandardWebhooksScheme {
  /** The source's name, for messages to an operator about its secret. */
  readonly source: string;
  /** The member of the source's secret that is the key; `previous_<member>` is the one before. */
  readonly member: string;
}

/**
 * Standard Webhooks 1.0: `webhook-signature` is a list of `v1,<base64 HMAC-SHA256>` over `<id>.<timestamp>.<body>`. Any
 * of them may match. The library makes the signatures; its own `verify` reads the machine's clock, ours is given the time
 * of receipt. Both functions throw when a secret is not base64.
 */
export function standardWebhooks({ source, member }: StandardWebhooksScheme) {
  const secretsOf = (credentials: Credentials) =>
    signingSecrets(credentials, member).map((one) => ({ credential: one.credential, webhook: webhookOf(one, source) }));
  return {
    verify(
      { body, headers }: Pick<Delivery, 'body' | 'headers'>,
      credentials: Credentials,
      nowMs: number,
    ): Verification {
      const [id, timestamp, received] = [headers[ID], headers[TIMESTAMP], headers[SIGNATURE]];
      if (!id || !timestamp || !received) return { valid: false, reason: 'missing_signature' };
      const secrets = secretsOf(credentials);
      if (secrets.length === 0) return { valid: false, reason: 'no_secret_set' };
      const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
      const fitting = secrets.find(({ webhook }) => isSigned(webhook, { id, seconds, body, received }));
      if (fitting === undefined) return { valid: false, reason: 'wrong_signature' };
      // Only for those who know a secret: others learn nothing of our clock.
      const isStale = Math.abs(Math.floor(nowMs / 1000) - seconds) > TOLERANCE_SECONDS;
      return isStale ? { valid: false, reason: 'stale_timestamp' } : { valid: true, credential: fitting.credential };
    },
    sign(
      body: Buffer,
      credentials: Credentials,
      { id, nowMs }: Pick<Attempt, 'id' | 'nowMs'>,
    ): Readonly<Record<string, string>> {
      const secret = secretsOf(credentials)[0];
      if (secret === undefined) throw new Error(`The source "${source}" has no ${member}. ${SECRET_RULE}`);
      return {
        'content-type': 'application/json',
        [ID]: id,
        [TIMESTAMP]: String(Math.floor(nowMs / 1000)),
        [SIGNATURE]: secret.webhook.sign(id, new Date(nowMs), utf8(body)),
      };
    },
  };
}

interface Signed {
  readonly id: string;
  /** NaN for a time that is no number. */
  readonly seconds: number;
  readonly body: Buffer;
  /** The list of signatures. */
  readonly received: string;
}

function isSigned(webhook: Webhook, { id, seconds, body, received }: Signed): boolean {
  if (Number.isNaN(seconds)) return false;
  const expected = webhook.sign(id, new Date(seconds * 1000), utf8(body));
  return received.split(' ').some((signature) => equalInConstantTime(signature, expected));
}

/** Standard Webhooks 1.0: 24 to 64 bytes. */
const MIN_SECRET_BYTES = 24;
const SECRET_RULE =
  'Set it to base64 of 24 to 64 random bytes, with or without "whsec_" before it: `openssl rand -base64 32`.';

function webhookOf({ secret, member }: SigningSecret, source: string): Webhook {
  const encoded = secret.replace(/^whsec_/, '');
  const isBase64 = encoded.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(encoded);
  if (!isBase64 || Buffer.from(encoded, 'base64').length < MIN_SECRET_BYTES) {
    throw new SecretError(`The ${member} of the source "${source}" is malformed. ${SECRET_RULE}`);
  }
  return new Webhook(encoded);
}

/** The library signs text; a body that is no UTF-8 is refused before it is read. */
function utf8(body: Buffer): string {
  return body.toString('utf8');
}
