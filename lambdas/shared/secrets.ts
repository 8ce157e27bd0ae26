import type { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';

/** Reads a secret's text, cached. */
export type ReadSecret = (secretId: string) => Promise<string>;

export interface SecretReader {
  readonly read: ReadSecret;
  /** Reads past the cache, at most once in `refreshSeconds` per secret; false when it is too early to. */
  readonly refresh: (secretId: string) => Promise<boolean>;
}

const REFRESH_SECONDS = 30;

/** Secrets from Secrets Manager, kept for `cacheSeconds`. A secret without text is an error that names its id only. */
export function secretReader(provider: SecretsProvider, cacheSeconds: number, now: () => number): SecretReader {
  const refreshedAtMs = new Map<string, number>();
  const get = async (secretId: string, forceFetch: boolean) => {
    const value = await provider.get(secretId, { maxAge: cacheSeconds, forceFetch });
    if (typeof value === 'string' && value !== '') return value;
    throw new Error(`The secret ${secretId} has no text. Set it with \`aws secretsmanager put-secret-value\`.`);
  };
  return {
    read: (secretId) => get(secretId, false),
    async refresh(secretId) {
      const last = refreshedAtMs.get(secretId);
      if (last !== undefined && now() - last < REFRESH_SECONDS * 1000) return false;
      refreshedAtMs.set(secretId, now());
      await get(secretId, true);
      return true;
    },
  };
}
