/** An object that cannot be read to its end. The run goes on with the next. */
export class ObjectFault extends Error {
  readonly reason: 'object_gone' | 'object_unreadable';

  constructor(reason: ObjectFault['reason'], options?: ErrorOptions) {
    super(reason, options);
    this.name = 'ObjectFault';
    this.reason = reason;
  }
}
