import type { PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { decodeEnvelope, type Envelope } from '../../domain/event/envelope.ts';
import { LAKE } from '../../domain/sources/lake/duplicates.ts';
import { type CallOutcome, THROTTLED_STREAM } from './call-outcomes.ts';
import type { Chance } from './chance.ts';
import type { Invocation } from './invocation.ts';

/** Notified of each record that is finally on the stream, and of each record whose outcome its sender cannot know. */
export interface StreamWatch {
  readonly landed: (envelope: Envelope) => void;
  readonly excuse: (eventKey: string, why: string) => void;
}

/** One call as the stream sees it, through all its attempts. */
export interface Put {
  readonly keys: readonly string[];
  /** Puts the records on the stream as the outcome has it, and answers as the service does. */
  readonly carryOut: (callOutcome: CallOutcome) => Answer;
  /** The caller stopped waiting. */
  readonly giveUp: () => void;
}

interface Answer {
  readonly FailedPutCount: number;
  readonly RequestResponses: readonly { RecordId?: string; ErrorCode?: string }[];
}

interface RecordOutcome {
  readonly copies: number;
  readonly code: string | null;
  /** Why the sender cannot know that this copy is there; null when it can. */
  readonly doubt: string | null;
}

/** A Firehose stream: some records may fail inside a 200, and none has a token by which a second copy would be known. */
export class StreamModel {
  private readonly watch: StreamWatch;
  private readonly chance: Chance;

  constructor(watch: StreamWatch, chance: Chance) {
    this.watch = watch;
    this.chance = chance;
  }

  receive({ input }: PutRecordBatchCommand, sender: Invocation): Put {
    const envelopes = (input.Records ?? []).map(({ Data }) => decodeEnvelope(Buffer.from(Data ?? '')));
    // What the lake says of duplicates is no item: losing or doubling it loses and doubles none.
    const keys = envelopes.filter(({ source }) => source !== LAKE).map(({ eventKey }) => eventKey);
    for (const key of keys) sender.unconfirmed.add(key);
    const carryOut = (callOutcome: CallOutcome) => {
      const answers = envelopes.map((envelope) => this.land(envelope, recordOutcome(this.chance, callOutcome)));
      const FailedPutCount = answers.filter(({ RecordId }) => RecordId === undefined).length;
      return { FailedPutCount, RequestResponses: answers };
    };
    const giveUp = () => {
      for (const key of keys) this.watch.excuse(key, 'its put was given up');
    };
    return { keys, carryOut, giveUp };
  }

  private land(envelope: Envelope, { copies, code, doubt }: RecordOutcome) {
    const isItem = envelope.source !== LAKE;
    for (let copy = 0; copy < copies && isItem; copy += 1) this.watch.landed(envelope);
    if (copies > 0 && doubt !== null && isItem) this.watch.excuse(envelope.eventKey, doubt);
    return code === null ? { RecordId: 'model' } : { ErrorCode: code };
  }
}

/** AWS: per record `ServiceUnavailableException` or `InternalFailure`; after the latter it may have been written. */
function recordOutcome(chance: Chance, { fault, error, replyMs }: CallOutcome): RecordOutcome {
  const written: RecordOutcome = { copies: 1, code: null, doubt: null };
  if (fault === 'stream twice' && chance.chance(0.5)) return { ...written, copies: 2, doubt: 'the stream doubled it' };
  if (fault === 'stream partial' && chance.chance(0.5)) {
    if (chance.chance(0.5)) return { copies: 0, code: THROTTLED_STREAM, doubt: null };
    return { copies: chance.between(0, 1), code: 'InternalFailure', doubt: 'its put failed, but was carried out' };
  }
  if (error === null && replyMs !== null) return written;
  return { ...written, copies: chance.chance(0.8) ? 1 : 0, doubt: 'the answer to its put was lost' };
}
