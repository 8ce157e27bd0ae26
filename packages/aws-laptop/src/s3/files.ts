import { randomUUID } from 'node:crypto';
import { type Dirent, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AwsError } from '../aws.ts';

export interface FileFacts {
  readonly sizeBytes: number;
  readonly modified: Date;
}

const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/** @throws in one plain sentence when the folder can be neither found nor made. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new Error(`The folder ${folder} cannot be made (${codeOf(cause)}): choose another data folder.`, { cause });
  }
}

/**
 * Writes a file so that whoever reads `path` finds the whole of it or nothing: it is written beside the buckets, where
 * no glob looks, and then moved.
 * @throws AwsError PreconditionFailed when `onlyIfNew` and the file exists.
 */
export async function writeWhole(uploads: string, path: string, body: Buffer, onlyIfNew: boolean): Promise<void> {
  const upload = join(uploads, randomUUID());
  try {
    await writeFile(upload, body);
    await mkdir(dirname(path), { recursive: true });
    // Only a link refuses to replace a file in the same step that makes it.
    await (onlyIfNew ? link(upload, path) : rename(upload, path));
  } catch (error) {
    throw writeError(error, onlyIfNew);
  } finally {
    await rm(upload, { force: true });
  }
}

/** The file's bytes, or undefined when it does not exist. */
export async function readWhole(path: string): Promise<Buffer | undefined> {
  return unlessAbsent(readFile(path));
}

/** Size and time, or undefined when there is no such file. */
export async function factsOf(path: string): Promise<FileFacts | undefined> {
  const found = await unlessAbsent(stat(path));
  return found?.isFile() ? { sizeBytes: found.size, modified: found.mtime } : undefined;
}

/** Deletes the file if there is one; a folder stays, for it is no object. */
export async function deleteFile(path: string): Promise<void> {
  if ((await factsOf(path)) !== undefined) await rm(path, { force: true });
}

/** The files and folders of a folder, or none when it does not exist. */
export async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  return (await unlessAbsent(readdir(folder, { withFileTypes: true }))) ?? [];
}

/** Removes what killed processes left half written an hour ago or more: a younger write may still be under way. */
export function removeAbandoned(uploads: string): void {
  for (const name of readdirSync(uploads)) {
    const upload = join(uploads, name);
    const modified = statSync(upload, { throwIfNoEntry: false })?.mtimeMs;
    if (modified !== undefined && Date.now() - modified > ABANDONED_AFTER_MS) rmSync(upload, { force: true });
  }
}

async function unlessAbsent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error))) return undefined;
    throw error;
  }
}

function writeError(error: unknown, onlyIfNew: boolean): unknown {
  const code = codeOf(error);
  if (code === 'EEXIST' && onlyIfNew) {
    return new AwsError('PreconditionFailed', 'If-None-Match: * was asked for and the object exists.', 412);
  }
  if (!['EEXIST', 'EISDIR', 'ENOTDIR', 'ENOTEMPTY'].includes(code)) return error;
  return new AwsError(
    'InvalidRequest',
    'The laptop keeps objects as files, and another object’s key is a folder of this key or the other way round: rename one.',
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
