import { equalInConstantTime } from '../../../identity/constant-time.ts';
import type { Credentials, Verification } from '../../source.ts';

/** A secret that a vendor may sign with. */
export interface SigningSecret {
  readonly credential: 'current' | 'previous';
  /** The member of the source's secret that holds it. */
  readonly member: string;
  readonly secret: string;
}

/** The secret in `member` and the one before it in `previous_<member>`, as far as they are set. */
export function signingSecrets(credentials: Credentials, member: string): readonly SigningSecret[] {
  const members = [
    { credential: 'current', member },
    { credential: 'previous', member: `previous_${member}` },
  ] as const;
  return members.flatMap((one) => {
    const secret = credentials[one.member] ?? '';
    return secret === '' ? [] : [{ ...one, secret }];
  });
}

/** Compares what was received with what each secret gives, in constant time; the first secret that fits is named. */
export function verifyBySecrets(
  received: string | undefined,
  secrets: readonly SigningSecret[],
  expectedBy: (secret: string) => string,
): Verification {
  if (received === undefined || received === '') return { valid: false, reason: 'missing_signature' };
  if (secrets.length === 0) return { valid: false, reason: 'no_secret_set' };
  const fitting = secrets.find(({ secret }) => equalInConstantTime(received, expectedBy(secret)));
  if (fitting === undefined) return { valid: false, reason: 'wrong_signature' };
  return { valid: true, credential: fitting.credential };
}
