import { createHash, createHmac } from 'node:crypto';
import { equalInConstantTime } from '../../../identity/constant-time.ts';
import type { Attempt, Credentials, Delivery, Verification } from '../../source.ts';
import { signingSecrets, verifyBySecrets } from './secrets.ts';

export interface UrlScheme {
  /** Lower-case name of the header with the signature. */
  readonly header: string;
  /** The member of the source's secret that is the key; `previous_<member>` is the one before. */
  readonly member: string;
}

const FORM = 'application/x-www-form-urlencoded';
const BODY_DIGEST = 'bodySHA256';

/**
 * Base64 of HMAC-SHA1 over the public URL, and after it each parameter of a form with its value, sorted by their names.
 * A body that is no form is signed by its SHA-256 in the URL's parameter `bodySHA256`; without that, nothing vouches for
 * it and it is refused. Source: Twilio, "Webhooks security".
 */
export function urlAndParametersSignature({ header, member }: UrlScheme) {
  return {
    verify(delivery: Delivery, credentials: Credentials): Verification {
      const signed = signedText(delivery);
      const secrets = signingSecrets(credentials, member);
      const verification = verifyBySecrets(delivery.headers[header], secrets, (secret) => digest(signed, secret));
      return verification.valid && !isBodySigned(delivery) ? { valid: false, reason: 'wrong_signature' } : verification;
    },
    /** A body that is JSON is signed by the URL alone, which must name its digest to be taken. */
    sign(body: Buffer, credentials: Credentials, { url }: Attempt): Readonly<Record<string, string>> {
      const headers = { 'content-type': isJson(body) ? 'application/json' : FORM };
      const signed = signedText({ method: 'POST', url, headers, body });
      return { ...headers, [header]: digest(signed, credentials[member] ?? '') };
    },
  };
}

function digest(signed: string, secret: string): string {
  return createHmac('sha1', secret).update(signed).digest('base64');
}

function signedText(delivery: Delivery): string {
  return isForm(delivery) ? `${delivery.url}${sortedParameters(delivery.body)}` : delivery.url;
}

function isForm({ method, headers }: Delivery): boolean {
  return method === 'POST' && (headers['content-type'] ?? '').toLowerCase().startsWith(FORM);
}

/** By code units, as Twilio's libraries sort; of a name that stands several times, each different value once. */
function sortedParameters(body: Buffer): string {
  const parameters = new URLSearchParams(body.toString('utf8'));
  const names = [...new Set(parameters.keys())].sort();
  return names
    .flatMap((name) => [...new Set(parameters.getAll(name))].sort().map((value) => `${name}${value}`))
    .join('');
}

function isBodySigned(delivery: Delivery): boolean {
  if (isForm(delivery) || delivery.body.length === 0) return true;
  const stated = URL.parse(delivery.url)?.searchParams.get(BODY_DIGEST) ?? undefined;
  return equalInConstantTime(stated, createHash('sha256').update(delivery.body).digest('hex'));
}

function isJson(body: Buffer): boolean {
  return /^\s*[[{]/.test(body.toString('utf8'));
}
