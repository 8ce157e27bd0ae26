import { randomUUID } from 'node:crypto';
import { formatTime, parseTimePattern } from './java-time.ts';

const SUFFIX_TIME = parseTimePattern('yyyy-MM-dd-HH-mm-ss');

/** A template's stream has one configuration, and AWS counts its versions from 1. */
const STREAM_VERSION = 1;

/**
 * The part of an object's key after its prefix:
 * `<stream>-<stream version>-<yyyy-MM-dd-HH-mm-ss>-<uuid><extension>`
 * (Amazon Data Firehose, "Configure Amazon S3 object name format").
 */
export function objectName(streamName: string, oldestArrivalMs: number, timeZone: string, extension: string): string {
  const time = formatTime(SUFFIX_TIME, oldestArrivalMs, timeZone);
  return `${streamName}-${STREAM_VERSION}-${time}-${randomUUID()}${extension}`;
}
