import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { linesOf } from './lines.ts';
import { ObjectFault } from './object-fault.ts';

/** An object's bytes; undefined where there is none. */
export type OpenObject = (key: string) => Promise<Readable | undefined>;

/** The lines of an object, which are unpacked when its name ends in `.gz`. Throws ObjectFault. */
export async function* linesOfObject(open: OpenObject, key: string): AsyncGenerator<Buffer | null> {
  const body = await open(key);
  if (body === undefined) throw new ObjectFault('object_gone');
  try {
    yield* linesOf(key.endsWith('.gz') ? unpacked(body) : body);
  } catch (error) {
    throw isUnpackingError(error) ? new ObjectFault('object_unreadable', { cause: error }) : error;
  }
}

/** The stream that is read tells of an error in either. */
function unpacked(body: Readable): Readable {
  return pipeline(body, createGunzip(), () => undefined);
}

function isUnpackingError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
