import type { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import * as z from 'zod/mini';
import { SecretError } from '../../domain/contracts/secret-error.ts';
import { jsonText } from '../../domain/shared/json-text.ts';

/** Reads a secret's text, cached. */
export type ReadSecret = (secretId: string) => Promise<string>;

export interface SecretReader {
  /** Throws SecretError when the secret cannot be read, or is not a JSON object of texts as all of this stack are. */
  readonly read: ReadSecret;
  /**
   * Reads past the cache, at most once in 10 s per secret. False when it is too early to, or when it failed: what was
   * read before is then used until its time in the cache ends.
   */
  readonly refresh: (secretId: string) => Promise<boolean>;
}

/**
 * A new secret is in use 10 s after the last refresh at the latest. Forged deliveries cause six reads a minute from each
 * execution environment at most.
 */
export const REFRESH_SECONDS = 10;

interface Cached {
  readonly text: string;
  readonly untilMs: number;
}

/** Secrets from Secrets Manager, kept for `cacheSeconds`. `onFailedRefresh` is called with what a refresh met. */
export function secretReader(
  provider: SecretsProvider,
  cacheSeconds: number,
  now: () => number,
  onFailedRefresh: (error: SecretError) => void = () => {},
): SecretReader {
  const cache = new Map<string, Cached>();
  const refreshedAtMs = new Map<string, number>();
  const load = async (secretId: string) => {
    const text = await fetchUsable(provider, secretId);
    cache.set(secretId, { text, untilMs: now() + cacheSeconds * 1000 });
    return text;
  };
  return {
    async read(secretId) {
      const cached = cache.get(secretId);
      return cached !== undefined && now() < cached.untilMs ? cached.text : load(secretId);
    },
    async refresh(secretId) {
      const last = refreshedAtMs.get(secretId);
      if (last !== undefined && now() - last < REFRESH_SECONDS * 1000) return false;
      refreshedAtMs.set(secretId, now());
      try {
        await load(secretId);
        return true;
      } catch (error) {
        if (!(error instanceof SecretError)) throw error;
        onFailedRefresh(error);
        return false;
      }
    },
  };
}

const SET_IT = 'Set it with `aws secretsmanager put-secret-value`.';
const objectOfTexts = jsonText(z.record(z.string(), z.string()));

async function fetchUsable(provider: SecretsProvider, secretId: string): Promise<string> {
  const text = await provider.get(secretId, { forceFetch: true }).catch((error: unknown) => {
    // Secrets Manager's errors name the secret, never its value.
    throw new SecretError(
      `The secret ${secretId} could not be read: ${error instanceof Error ? error.message : 'unknown'}`,
    );
  });
  if (typeof text !== 'string' || text === '') throw new SecretError(`The secret ${secretId} has no text. ${SET_IT}`);
  if (z.safeParse(objectOfTexts, text).success) return text;
  throw new SecretError(`The secret ${secretId} is not a JSON object whose members are texts. ${SET_IT}`);
}
