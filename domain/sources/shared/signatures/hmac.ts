import { createHmac } from 'node:crypto';
import type { Credentials, Delivery, Verification } from '../../source.ts';
import { signingSecrets, verifyBySecrets } from './secrets.ts';

export interface HmacScheme {
  /** Lower-case name of the header with the signature. */
  readonly header: string;
  /** The member of the source's secret that is the key; `previous_<member>` is the one before. */
  readonly member: string;
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  readonly encoding: 'hex' | 'base64';
  /** What stands before the digest, such as `sha256=`. */
  readonly prefix?: string;
}

/** An HMAC of the body alone, over the bytes on the wire. */
export function hmacSignature(scheme: HmacScheme) {
  const { header, member, algorithm, encoding, prefix = '' } = scheme;
  const signature = (body: Buffer, secret: string) =>
    `${prefix}${createHmac(algorithm, secret).update(body).digest(encoding)}`;
  return {
    verify({ body, headers }: Pick<Delivery, 'body' | 'headers'>, credentials: Credentials): Verification {
      return verifyBySecrets(headers[header], signingSecrets(credentials, member), (secret) => signature(body, secret));
    },
    sign(body: Buffer, credentials: Credentials): Readonly<Record<string, string>> {
      return { 'content-type': 'application/json', [header]: signature(body, credentials[member] ?? '') };
    },
  };
}
