import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws.ts';
import type { SecretDefinition } from './definitions.ts';
import { readSecretFile, type SecretVersion, type StoredSecret, writeSecretFile } from './secret-file.ts';

/** Gives a new secret its first value: what CloudFormation would generate, or what the caller makes of it. */
export type InitialValue = (secret: SecretDefinition, generated: string | undefined) => string | undefined;

/** The secrets' values, in memory and in their file. */
export interface Vault {
  stored(name: string): StoredSecret | undefined;
  /**
   * Makes a value the current one, the one before it previous. The same id with the same value changes nothing.
   * @throws AwsError ResourceExistsException for an id that already names another value
   */
  put(name: string, versionId: string, value: string): SecretVersion;
}

/** Reads the file; secrets that are not in it yet get their first value. What is there is never changed. */
export function openVault(file: string, secrets: readonly SecretDefinition[], initial: InitialValue): Vault {
  const values = new Map(readSecretFile(file));
  const store = (name: string, secret: StoredSecret): void => {
    values.set(name, secret);
    writeSecretFile(file, values);
  };
  for (const secret of secrets.filter(({ name }) => !values.has(name))) {
    const value = initial(secret, secret.firstValue());
    if (value !== undefined) store(secret.name, { current: newVersion(randomUUID(), value) });
  }
  return {
    stored: (name) => values.get(name),
    put(name, versionId, value) {
      const before = values.get(name);
      const same = versionOf(before, versionId);
      if (same !== undefined) return sameValue(same, value);
      const current = newVersion(versionId, value);
      store(name, before === undefined ? { current } : { current, previous: before.current });
      return current;
    },
  };
}

/** The version with this id, among those kept. */
export function versionOf(secret: StoredSecret | undefined, versionId: string): SecretVersion | undefined {
  return [secret?.current, secret?.previous].find((version) => version?.versionId === versionId);
}

function newVersion(versionId: string, value: string): SecretVersion {
  return { versionId, value, createdAt: new Date().toISOString() };
}

function sameValue(version: SecretVersion, value: string): SecretVersion {
  if (version.value === value) return version;
  throw new AwsError('ResourceExistsException', 'The ClientRequestToken names a version that holds another value.');
}
