import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';

const versionSchema = z.strictObject({ versionId: z.string(), value: z.string(), createdAt: z.iso.datetime() });
const secretSchema = z.strictObject({ current: versionSchema, previous: versionSchema.optional() });
const fileSchema = z.record(z.string(), secretSchema);

export type SecretVersion = z.infer<typeof versionSchema>;
export type StoredSecret = z.infer<typeof secretSchema>;

/** The bits that let anyone but the owner read or write. */
const OTHERS = 0o077;

/**
 * The secrets by name, or none when there is no file yet.
 * @throws in one plain sentence, without a value, when others may read the file or it is not what this stack wrote.
 */
export function readSecretFile(file: string): ReadonlyMap<string, StoredSecret> {
  if (!existsSync(file)) return new Map();
  const mode = statSync(file).mode & 0o777;
  if ((mode & OTHERS) !== 0) {
    throw new Error(`${file} holds secrets and has mode ${mode.toString(8)}: run chmod 600 on it, then start again.`);
  }
  return new Map(Object.entries(parse(readFileSync(file, 'utf8'), file)));
}

/** Replaces the file in one step, readable by its owner alone. */
export function writeSecretFile(file: string, secrets: ReadonlyMap<string, StoredSecret>): void {
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.next`;
  writeFileSync(next, `${JSON.stringify(Object.fromEntries(secrets), null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(next, file);
}

/** The cause is left out: JSON.parse and zod both quote what they read, which is secret here. */
function parse(text: string, file: string): z.infer<typeof fileSchema> {
  const broken = new Error(`${file} is not a file of secrets: restore it, or move it away to have new ones generated.`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw broken;
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) throw broken;
  return parsed.data;
}
