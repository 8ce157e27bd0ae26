/**
 * A secret that cannot be used. The message names the secret and says what is wrong and what to do, never what the
 * secret holds.
 */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}
