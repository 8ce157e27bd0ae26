import type { StreamDefinition } from './definition.ts';
import { hasErrorOutputType, partitionKeyNames } from './prefix.ts';

const MIB = 1024 * 1024;

type Rule = (stream: StreamDefinition) => string | undefined;

/**
 * What AWS checks across properties when a stream is created (Amazon Data Firehose, "Enable dynamic partitioning",
 * "Buffer data for dynamic partitioning", "Convert input data format", "Understand custom prefixes"). Each rule
 * gives the sentence to show when it is broken.
 */
const RULES: readonly Rule[] = [
  ({ dynamicPartitioning, buffering: { intervalSeconds } }) =>
    dynamicPartitioning && intervalSeconds < 60
      ? `dynamic partitioning needs BufferingHints.IntervalInSeconds from 60 to 900, not ${intervalSeconds}`
      : undefined,
  ({ dynamicPartitioning, buffering: { sizeBytes } }) =>
    dynamicPartitioning && sizeBytes < 64 * MIB
      ? `dynamic partitioning needs BufferingHints.SizeInMBs from 64 to 128, not ${sizeBytes / MIB}`
      : undefined,
  ({ conversion, buffering: { sizeBytes } }) =>
    conversion !== undefined && sizeBytes < 64 * MIB
      ? `format conversion needs BufferingHints.SizeInMBs of at least 64, not ${sizeBytes / MIB}`
      : undefined,
  ({ dynamicPartitioning, processor }) =>
    dynamicPartitioning && processor === undefined
      ? 'dynamic partitioning needs an enabled Lambda processor, which gives the partition keys'
      : undefined,
  ({ dynamicPartitioning, prefix }) =>
    dynamicPartitioning && partitionKeyNames(prefix).length === 0
      ? 'dynamic partitioning needs at least one !{partitionKeyFromLambda:…} in Prefix'
      : undefined,
  ({ dynamicPartitioning, prefix }) =>
    !dynamicPartitioning && partitionKeyNames(prefix).length > 0
      ? 'Prefix uses !{partitionKeyFromLambda:…}, which needs DynamicPartitioningConfiguration.Enabled'
      : undefined,
  ({ prefix, backup }) =>
    hasErrorOutputType(prefix) || (backup !== undefined && hasErrorOutputType(backup.prefix))
      ? '!{firehose:error-output-type} is allowed only in ErrorOutputPrefix'
      : undefined,
  ({ backup }) =>
    backup !== undefined && partitionKeyNames(backup.prefix).length > 0
      ? 'the backup holds source records, so its Prefix cannot use !{partitionKeyFromLambda:…}'
      : undefined,
  ({ errorPrefix }) =>
    errorPrefix !== undefined && !hasErrorOutputType(errorPrefix)
      ? 'ErrorOutputPrefix needs at least one !{firehose:error-output-type}'
      : undefined,
  ({ errorPrefix }) =>
    errorPrefix !== undefined && partitionKeyNames(errorPrefix).length > 0
      ? 'ErrorOutputPrefix cannot use !{partitionKeyFromLambda:…}: a failed record may have no keys'
      : undefined,
  ({ errorPrefix, processor, conversion }) =>
    errorPrefix === undefined && (processor !== undefined || conversion !== undefined)
      ? 'ErrorOutputPrefix is missing; AWS demands it with dynamic partitioning, and the laptop whenever a record can fail'
      : undefined,
  ({ processor }) =>
    processor !== undefined && !within(processor.buffering.sizeBytes, 0.2 * MIB, 3 * MIB)
      ? `the processor's BufferSizeInMBs must be from 0.2 to 3, not ${processor.buffering.sizeBytes / MIB}`
      : undefined,
  ({ processor }) =>
    processor !== undefined && !within(processor.buffering.intervalSeconds, 0, 900)
      ? `the processor's BufferIntervalInSeconds must be from 0 to 900, not ${processor.buffering.intervalSeconds}`
      : undefined,
  ({ processor }) =>
    processor !== undefined && !(Number.isInteger(processor.retries) && within(processor.retries, 0, 300))
      ? `the processor's NumberOfRetries must be a whole number from 0 to 300, not ${processor.retries}`
      : undefined,
  ({ timeZone }) => (isTimeZone(timeZone) ? undefined : `CustomTimeZone "${timeZone}" is not an IANA time zone`),
];

/** The sentences of all broken rules; empty for a stream AWS would accept. */
export function brokenRules(stream: StreamDefinition): readonly string[] {
  return RULES.flatMap((rule) => rule(stream) ?? []);
}

/** False for NaN too, which is what a number that cannot be read becomes. */
function within(value: number, least: number, most: number): boolean {
  // 0.2 MiB is not a whole number of bytes, so the bound itself may have been rounded.
  return value >= Math.floor(least) && value <= most;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
