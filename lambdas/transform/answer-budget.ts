import type { FirehoseTransformationEventRecord, FirehoseTransformationResultRecord } from 'aws-lambda';

/**
 * The most that an answer takes as JSON. Lambda refuses one of more than 6,291,556 bytes (Lambda quotas, "Invocation
 * payload"), and Firehose then fails every record of the batch: the difference is a margin.
 */
export const ANSWER_LIMIT_BYTES = 5_500_000;

/** A record of the answer beside its id and data: the names of its members, its result and its partition keys. */
const FRAME_BYTES = 160;

type GivenRecord = Pick<FirehoseTransformationEventRecord, 'recordId' | 'data'>;

/**
 * Keeps an answer below its limit. A failure gives the record back as it came (AWS asks for `data` in every answer,
 * "Required parameters for data transformation"), so that an answer of failures only is no longer than the event that
 * asked for it, and always fits; a row adds what it is longer than that. Where the rows together add too much, those that
 * add most are turned into failures: one item's row never costs its neighbours theirs.
 */
export class AnswerBudget {
  private bytes: number;
  /** By record, how many bytes its row adds. */
  private readonly added: number[] = [];

  constructor(records: readonly GivenRecord[]) {
    this.bytes = records.reduce((total, { recordId, data }) => total + FRAME_BYTES + recordId.length + data.length, 0);
  }

  /** Takes the next record's answer in; the places of those that must fail for it, often none. */
  add({ data = '' }: FirehoseTransformationResultRecord, record: GivenRecord): readonly number[] {
    // Base64: a byte each character.
    const added = data.length - record.data.length;
    this.added.push(added);
    this.bytes += added;
    const evicted: number[] = [];
    while (this.bytes > ANSWER_LIMIT_BYTES) {
      const place = this.largest();
      if (place === undefined) break;
      evicted.push(place);
      this.bytes -= this.added[place] ?? 0;
      this.added[place] = 0;
    }
    return evicted;
  }

  private largest(): number | undefined {
    let largest: number | undefined;
    let most = 0;
    for (const [place, added] of this.added.entries()) {
      if (added <= most) continue;
      largest = place;
      most = added;
    }
    return largest;
  }
}
