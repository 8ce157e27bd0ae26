import pMap from 'p-map';

/** An object under `failed/` of the lake's bucket, where Firehose writes it. */
export interface WaitingObject {
  readonly key: string;
  readonly sizeBytes: number;
  /** Milliseconds since the epoch. */
  readonly writtenAtMs: number;
}

/** What a run needs from the world; the handler provides it, the tests pretend it. */
export interface SealPorts {
  /** Objects that wait, in the order of their keys, no more than one run takes. */
  readonly waiting: () => Promise<readonly WaitingObject[]>;
  /** SHA-256 of an object's bytes, read from its store; null if it does not exist. */
  readonly digest: (store: 'lake' | 'sealed', key: string) => Promise<string | null>;
  /** From the lake's bucket to the sealed one, under the same key; false where there is nothing to copy. */
  readonly copy: (key: string) => Promise<boolean>;
  /** From the lake's bucket only. */
  readonly remove: (key: string) => Promise<void>;
  readonly nowMs: () => number;
  /** Whether it is time to end; the next run goes on. */
  readonly isLate: () => boolean;
}

export interface SealReport {
  readonly objectsSealed: number;
  readonly bytesSealed: number;
  /** Of the objects that this run left behind, how long the oldest has waited; 0 where none is left. */
  readonly oldestWaitingSeconds: number;
  /** One for each object that could not be sealed. */
  readonly errors: readonly unknown[];
}

/** A copy whose bytes differ from its source: the source stays, and the next run copies it again. */
export class CopyDiffers extends Error {
  constructor(key: string) {
    super(`The sealed copy of ${key} differs from its source. Nothing was deleted; the next run copies it again.`);
    this.name = 'CopyDiffers';
  }
}

const CONCURRENCY = 8;

/**
 * Moves what waits to the sealed bucket, oldest first. A run may be killed between any two calls, and runs may overlap:
 * the copy has the same key and the same bytes whoever makes it, and a source is deleted only after its copy was read
 * back. One object's error does not keep the others waiting.
 */
export async function seal(ports: SealPorts): Promise<SealReport> {
  const objects = (await ports.waiting()).toSorted((a, b) => a.writtenAtMs - b.writtenAtMs);
  const outcomes = await pMap(objects, (object) => outcomeOf(object, ports), { concurrency: CONCURRENCY });
  const left = objects.filter((_, n) => outcomes[n] === 'left' || outcomes[n] instanceof Failure);
  const sealed = objects.filter((_, n) => outcomes[n] === 'sealed');
  const oldestMs = Math.min(...left.map(({ writtenAtMs }) => writtenAtMs));
  return {
    objectsSealed: sealed.length,
    bytesSealed: sealed.reduce((total, { sizeBytes }) => total + sizeBytes, 0),
    oldestWaitingSeconds: left.length === 0 ? 0 : Math.max(0, Math.round((ports.nowMs() - oldestMs) / 1_000)),
    errors: outcomes.flatMap((outcome) => (outcome instanceof Failure ? [outcome.error] : [])),
  };
}

class Failure {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

async function outcomeOf({ key }: WaitingObject, ports: SealPorts): Promise<'sealed' | 'gone' | 'left' | Failure> {
  if (ports.isLate()) return 'left';
  try {
    return (await sealOne(key, ports)) ? 'sealed' : 'gone';
  } catch (error) {
    return new Failure(error);
  }
}

/** False where another run has moved the object meanwhile. */
async function sealOne(key: string, { digest, copy, remove }: SealPorts): Promise<boolean> {
  const source = await digest('lake', key);
  if (source === null || !(await copy(key))) return false;
  if ((await digest('sealed', key)) !== source) throw new CopyDiffers(key);
  await remove(key);
  return true;
}
