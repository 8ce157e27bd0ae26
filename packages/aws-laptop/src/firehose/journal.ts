import fs from 'node:fs';
import path from 'node:path';
import { formatEntries, type JournalEntry, parseEntries } from './journal-line.ts';
import type { SourceRecord } from './record.ts';

/**
 * What a stream has accepted and not yet delivered, on disk. A record is in a segment file before its put is
 * answered, so that a process killed right after the answer loses nothing. A segment is deleted when each of its
 * records is settled on every path; after a crash the left-over segments are delivered again, whole (at least once).
 */
export interface Journal {
  /** Appends in one write, synchronously, and gives the records to deliver. Throws if the disk refuses. */
  append(entries: readonly JournalEntry[]): readonly SourceRecord[];
  /** The records that an earlier process left, oldest first. */
  readonly leftOver: readonly SourceRecord[];
  close(): void;
}

/** After so many bytes the next put opens a new segment, so that steady traffic lets old ones be deleted. */
const SEGMENT_BYTES = 8 * 1024 * 1024;

const SEGMENT_NAME = /^segment-(\d{9})\.ndjson$/;

interface Segment {
  readonly file: string;
  /** Settlements still to come: records times paths. */
  unsettled: number;
}

interface OpenSegment extends Segment {
  readonly descriptor: number;
  sizeBytes: number;
}

/**
 * Opens a stream's journal in `folder`, which is created if missing.
 * `paths` is how many settlements each record needs: one for delivery, one more for a backup.
 */
export function openJournal(folder: string, paths: number): Journal {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const left = segmentFiles(folder);
  let lastNumber = Number(SEGMENT_NAME.exec(left.at(-1) ?? '')?.[1] ?? 0);
  let open: OpenSegment | undefined;
  const closeOpen = () => {
    if (open !== undefined) fs.closeSync(open.descriptor);
    open = undefined;
  };
  const settle = (segment: Segment) => {
    segment.unsettled -= 1;
    if (segment.unsettled > 0) return;
    if (segment === open) closeOpen();
    fs.rmSync(segment.file, { force: true });
  };
  return {
    leftOver: left.flatMap((name) => recover(path.join(folder, name), paths, settle)),
    append(entries) {
      if (open !== undefined && open.sizeBytes >= SEGMENT_BYTES) closeOpen();
      open ??= createSegment(folder, ++lastNumber);
      write(open, formatEntries(entries));
      return track(open, entries, paths, settle);
    },
    close: closeOpen,
  };
}

function segmentFiles(folder: string): readonly string[] {
  return fs
    .readdirSync(folder)
    .filter((name) => SEGMENT_NAME.test(name))
    .sort();
}

function recover(file: string, paths: number, settle: (segment: Segment) => void): readonly SourceRecord[] {
  const entries = parseEntries(fs.readFileSync(file), file);
  if (entries.length === 0) fs.rmSync(file);
  return track({ file, unsettled: 0 }, entries, paths, settle);
}

function createSegment(folder: string, number: number): OpenSegment {
  const file = path.join(folder, `segment-${String(number).padStart(9, '0')}.ndjson`);
  // Raw records are personal data: only the owner may read them.
  return { file, descriptor: fs.openSync(file, 'wx', 0o600), unsettled: 0, sizeBytes: 0 };
}

function write(segment: OpenSegment, content: Buffer): void {
  try {
    fs.appendFileSync(segment.descriptor, content);
    segment.sizeBytes += content.length;
  } catch (error) {
    // A disk that filled up halfway leaves a torn line; the next put must not be written behind it.
    fs.ftruncateSync(segment.descriptor, segment.sizeBytes);
    throw error;
  }
}

function track(
  segment: Segment,
  entries: readonly JournalEntry[],
  paths: number,
  settle: (segment: Segment) => void,
): readonly SourceRecord[] {
  segment.unsettled += entries.length * paths;
  return entries.map((entry) => ({ ...entry, settle: () => settle(segment) }));
}
