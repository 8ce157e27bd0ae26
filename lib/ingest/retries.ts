/** A Direct PUT stream keeps a record for 24 hours ("Data delivery"); half of that must remain for its delivery. */
const MAX_HOURS = 12;

/** Firehose does not document how long it waits between invocations; a minute is the buffer interval of the transform. */
const WAIT_SECONDS = 60;

/** Hours until Firehose gives up on a batch if every invocation times out. */
export function retryHours(retries: number, timeoutSeconds: number): number {
  return (retries * (timeoutSeconds + WAIT_SECONDS)) / 3_600;
}

/** Throws if the retries of a batch could take too long for what the stream keeps. */
export function checkRetries(retries: number, timeoutSeconds: number): void {
  const hours = retryHours(retries, timeoutSeconds);
  if (hours <= MAX_HOURS) return;
  throw new Error(
    `transformRetries ${retries} x (timeout ${timeoutSeconds} s + wait ${WAIT_SECONDS} s) is ${hours.toFixed(1)} h: ` +
      `it must be at most ${MAX_HOURS} h, because the stream keeps a record for 24 h. Lower transformRetries or the timeout.`,
  );
}
