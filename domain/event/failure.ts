/** Why an item did not become a row: a closed list, so that failures can be counted and replayed by reason. */
export const FAILURE_REASONS = {
  not_json: 'The record is not JSON.',
  not_an_envelope: 'The record is JSON but not an envelope of a version this transform reads.',
  unknown_source: 'The envelope names a source this transform does not have.',
  item_not_an_object: 'The vendor sent something other than a JSON object where an event belongs.',
  item_unreadable: 'The compressed item does not unpack to JSON.',
  item_too_large:
    'The item exceeds a stream record even when compressed, and its parts are kept; or it unpacks to more than 8 MiB.',
  batch_full:
    'The batch had no room for its row, or for unpacking it. A replay puts it beside other records, where it fits.',
  normaliser_error: 'The transform itself failed on this item: a bug, to be fixed and replayed.',
} as const;

export type FailureReason = keyof typeof FAILURE_REASONS;

/** Raised while an item is made into a row. The message never holds any of the item's content. */
export class ItemFailure extends Error {
  readonly reason: FailureReason;

  constructor(reason: FailureReason, options?: ErrorOptions) {
    super(`${reason}: ${FAILURE_REASONS[reason]}`, options);
    this.name = 'ItemFailure';
    this.reason = reason;
  }
}
