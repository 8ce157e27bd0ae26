import type { Credentials, CredentialsTemplate } from '../../domain/sources/source.ts';

/** The member that the operator fills in: the vendor's, or else the generated one. */
export function enteredMember({ initial, generated }: CredentialsTemplate): string {
  return Object.keys(initial).find((name) => !name.startsWith('previous_')) ?? generated;
}

export interface SecretChange {
  readonly credentials: Credentials;
  readonly what: 'set' | 'rotated' | 'unchanged';
}

/**
 * The credentials with a new secret. One that was set before stays valid as the previous one, because vendors go on
 * signing with it for a while; every other member is kept.
 */
export function withSecret(template: CredentialsTemplate, current: Credentials, secret: string): SecretChange {
  const member = enteredMember(template);
  const before = current[member] ?? '';
  if (before === secret) return { credentials: current, what: 'unchanged' };
  if (before === '') return { credentials: { ...current, [member]: secret }, what: 'set' };
  return { credentials: { ...current, [`previous_${member}`]: before, [member]: secret }, what: 'rotated' };
}
