import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { SOURCES } from '../../domain/sources/registry.ts';
import type { Credentials, Source } from '../../domain/sources/source.ts';
import { didYouMean } from './suggest.ts';
import { sourceOutput, type Target } from './target.ts';

export function requireSource(name: string, sources: readonly Source[] = SOURCES): Source {
  const source = sources.find((one) => one.name === name);
  if (source) return source;
  const names = sources.map((one) => one.name);
  throw new Error(`There is no source "${name}". The sources are: ${names.join(', ')}.${didYouMean(name, names)}`);
}

/** `meta or sends`, for a help text. */
export function eitherSource(sources: readonly Source[]): string {
  return new Intl.ListFormat('en-US', { type: 'disjunction' }).format(sources.map(({ name }) => name));
}

/** What a source signs with, read from its secret. */
export async function readCredentials(target: Target, source: Source): Promise<Credentials> {
  const client = new SecretsManagerClient(target.clientConfig);
  const SecretId = target.output(sourceOutput(source.name, 'SecretArn'));
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
  return z.record(z.string(), z.string()).parse(JSON.parse(SecretString ?? '{}'));
}
