/** A Direct PUT stream keeps a record for 24 hours ("Data delivery"); half of that must be left for its delivery. */
const MAX_HOURS = 12;

/** Firehose does not document how long it waits between invocations; a minute is what its buffer for the transform is. */
const WAIT_SECONDS = 60;

/** Hours that a batch can take until Firehose gives it up, when every invocation runs into its timeout. */
export function retryHours(retries: number, timeoutSeconds: number): number {
  return (retries * (timeoutSeconds + WAIT_SECONDS)) / 3_600;
}

/** Throws when the retries of a batch could outlast what the stream keeps. */
export function checkRetries(retries: number, timeoutSeconds: number): void {
  const hours = retryHours(retries, timeoutSeconds);
  if (hours <= MAX_HOURS) return;
  throw new Error(
    `transformRetries ${retries} x (timeout ${timeoutSeconds} s + wait ${WAIT_SECONDS} s) is ${hours.toFixed(1)} h: ` +
      `it must be over within ${MAX_HOURS} h, for the stream keeps a record for 24 h. Lower transformRetries, or the timeout.`,
  );
}
