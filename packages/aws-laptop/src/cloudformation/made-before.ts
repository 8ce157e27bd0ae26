import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { Resource } from '../aws.ts';

/** By logical id: what a custom resource was made from, and what it left. */
const fileSchema = z.record(z.string(), z.string());

export interface MadeBefore {
  /** Whether an earlier start made it from the same properties, and what it left is as it was. */
  has(resource: Resource): Promise<boolean>;
  remember(resource: Resource): Promise<void>;
}

export interface MadeBeforeOptions {
  readonly file: string;
  /** What the functions of custom resources can change here, as one text. */
  readonly state: () => Promise<string>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * CloudFormation invokes the function of a custom resource again only when one of its properties changed. Here it is
 * invoked on each new day too: a schedule that would have refreshed what it made does not run while the laptop is off.
 */
export function madeBefore({ file, state, now }: MadeBeforeOptions): MadeBefore {
  const known = new Map(Object.entries(readFile(file)));
  const nowOf = async ({ properties }: Resource): Promise<string> => {
    const day = new Date(now()).toISOString().slice(0, 10);
    return createHash('sha256')
      .update(JSON.stringify([properties, day, await state()]))
      .digest('hex');
  };
  return {
    has: async (resource) => known.has(resource.logicalId) && known.get(resource.logicalId) === (await nowOf(resource)),
    async remember(resource) {
      known.set(resource.logicalId, await nowOf(resource));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(Object.fromEntries(known)));
    },
  };
}

/** A file that cannot be read only means that everything is made again. */
function readFile(file: string): z.infer<typeof fileSchema> {
  if (!existsSync(file)) return {};
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
