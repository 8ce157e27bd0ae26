import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { type Document, parseDocument } from './document.ts';
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION, type Scope } from './scope.ts';

/** The key of a template's section `Metadata` that leaves a stack out; its value says why. */
export const SKIP_KEY = 'aws-laptop:skip';

/** A stack that says of itself that it is not to be run here. */
export interface SkippedStack {
  readonly stackName: string;
  readonly reason: string;
}

/** One stack of a cloud assembly (`cdk.out`), as the files have it. */
export interface StackFiles {
  /** The other stacks of the assembly that are left out; empty where the stack was named. */
  readonly skipped: readonly SkippedStack[];
  readonly scope: Scope;
  readonly document: Document;
  /** The folder of each asset that is a bundle, by the object key it would have in the assets bucket. */
  readonly assetFolders: ReadonlyMap<string, string>;
}

const manifestSchema = z.looseObject({
  artifacts: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      environment: z.string().optional(),
      properties: z
        .looseObject({
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          file: z.string().optional(),
        })
        .optional(),
    }),
  ),
});

const assetsSchema = z.looseObject({
  files: z
    .record(
      z.string(),
      z.looseObject({
        source: z.looseObject({ path: z.string().optional(), packaging: z.string().optional() }),
        destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

const skipSchema = z.looseObject({
  Metadata: z.looseObject({ [SKIP_KEY]: z.string().min(1).optional() }).default({}),
});

interface StackArtifact {
  readonly stackName: string;
  readonly environment: string;
  readonly templateFile: string;
}

/**
 * Reads one stack of a cloud assembly: the one that is named, or the only one that does not ask to be left out.
 * @throws in one plain sentence when the folder is no cloud assembly, or does not name the stack.
 */
export function readStackFiles(directory: string, stackName?: string): StackFiles {
  const { artifacts } = readJson(join(directory, 'manifest.json'), manifestSchema);
  const stacks = Object.entries(artifacts).flatMap(([id, artifact]) => {
    const templateFile = artifact.properties?.templateFile;
    if (artifact.type !== 'aws:cloudformation:stack' || templateFile === undefined) return [];
    return [{ stackName: artifact.properties?.stackName ?? id, environment: artifact.environment ?? '', templateFile }];
  });
  const skipped = stackName === undefined ? stacks.flatMap((stack) => skippedOf(stack, directory)) : [];
  const left = stacks.filter((stack) => !skipped.some((other) => other.stackName === stack.stackName));
  const stack = choose(left, stackName, directory);
  const templateFile = join(directory, stack.templateFile);
  const assetFiles = Object.values(artifacts).flatMap((artifact) =>
    artifact.type === 'cdk:asset-manifest' && artifact.properties?.file ? [artifact.properties.file] : [],
  );
  return {
    skipped,
    scope: scopeOf(stack),
    document: parseDocument(readJson(templateFile, z.unknown()), templateFile),
    assetFolders: new Map(assetFiles.flatMap((file) => assetFolders(directory, file))),
  };
}

function skippedOf({ stackName, templateFile }: StackArtifact, directory: string): readonly SkippedStack[] {
  const { Metadata } = readJson(join(directory, templateFile), skipSchema);
  const reason = Metadata[SKIP_KEY];
  return reason === undefined ? [] : [{ stackName, reason }];
}

function choose(stacks: readonly StackArtifact[], name: string | undefined, directory: string): StackArtifact {
  const names = stacks.map((stack) => stack.stackName).join(', ') || 'none';
  const [chosen, ...others] = stacks.filter((stack) => name === undefined || stack.stackName === name);
  if (chosen === undefined && name === undefined)
    throw new Error(`${directory} holds no stack to run without its name.`);
  if (chosen === undefined) throw new Error(`${directory} holds no stack "${name ?? ''}"; its stacks: ${names}.`);
  if (others.length > 0) throw new Error(`${directory} holds several stacks (${names}): name the one to run.`);
  return chosen;
}

function scopeOf({ stackName, environment }: StackArtifact): Scope {
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
  return {
    stackName,
    accountId: /^\d{12}$/.test(account) ? account : DEFAULT_ACCOUNT_ID,
    region: region === '' || region === 'unknown-region' ? DEFAULT_REGION : region,
  };
}

function assetFolders(directory: string, file: string): readonly (readonly [string, string])[] {
  const { files } = readJson(join(directory, file), assetsSchema);
  return Object.values(files).flatMap(({ source, destinations }) => {
    const { path, packaging } = source;
    if (path === undefined || packaging !== 'zip') return [];
    return Object.values(destinations).map(({ objectKey }) => [objectKey, resolve(directory, path)] as const);
  });
}

function readJson<T>(file: string, schema: z.ZodType<T>): T {
  if (!existsSync(file)) throw new Error(`${file} is missing: synthesise the CDK app first (cdk synth).`);
  return schema.parse(parseJson(readFileSync(file, 'utf8'), file));
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not JSON: synthesise the CDK app again (cdk synth).`, { cause });
  }
}
