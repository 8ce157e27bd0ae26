import type { Credentials, Delivery, Verification } from '../../source.ts';
import { signingSecrets, verifyBySecrets } from './secrets.ts';

export interface SharedSecretScheme {
  /** Lower-case name of the header with the secret. */
  readonly header: string;
  /** The member of the source's secret that holds it; `previous_<member>` is the one before. */
  readonly member: string;
  /** What stands before the secret, such as `Bearer `. */
  readonly prefix?: string;
}

/** A secret that the vendor sends along as it is: it says who posts, and nothing of the body. */
export function sharedSecret({ header, member, prefix = '' }: SharedSecretScheme) {
  return {
    verify({ headers }: Pick<Delivery, 'headers'>, credentials: Credentials): Verification {
      return verifyBySecrets(headers[header], signingSecrets(credentials, member), (secret) => `${prefix}${secret}`);
    },
    sign(_body: Buffer, credentials: Credentials): Readonly<Record<string, string>> {
      return { 'content-type': 'application/json', [header]: `${prefix}${credentials[member] ?? ''}` };
    },
  };
}
