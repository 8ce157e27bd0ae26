import type { FirehoseTransformationEventRecord, FirehoseTransformationResult } from 'aws-lambda';
import type { EventType } from '../../domain/event/event-types.ts';
import { readKeyRing } from '../../domain/identity/key-ring.ts';
import type { NormaliseSettings } from '../../domain/sources/source.ts';
import { type Batch, transformBatch } from './transform-batch.ts';

/** What the function needs from the world; `aws.ts` provides it, the tests pretend it. */
export interface TransformPorts {
  /** The text of the secret that the pseudonyms are keyed by. */
  readonly pepper: () => Promise<string>;
  /** Called with what became of the records, before they are answered. */
  readonly report: (batch: Batch) => void;
}

export interface TransformSettings extends Omit<NormaliseSettings, 'ring'> {
  /** The event types that become no rows. */
  readonly leftOut: ReadonlySet<EventType>;
}

/** Data Firehose's transformation contract: every recordId that came in goes out, once. */
export async function transform(
  records: readonly FirehoseTransformationEventRecord[],
  { leftOut, ...settings }: TransformSettings,
  ports: TransformPorts,
): Promise<FirehoseTransformationResult> {
  const ring = readKeyRing(await ports.pepper());
  const batch = transformBatch(records, { ...settings, ring }, leftOut);
  ports.report(batch);
  return { records: [...batch.records] };
}
