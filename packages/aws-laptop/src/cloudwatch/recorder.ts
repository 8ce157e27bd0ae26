import { type Journal, openJournal, readJournal } from './journal.ts';
import { MINUTE_MS, RETENTION_MINUTES, type Sample } from './metric.ts';
import { createSeriesSet, type SeriesSet } from './series.ts';

/** Metrics in memory for questions, and on disk for the next start. */
export interface Recorder {
  readonly series: SeriesSet;
  record(samples: readonly Sample[]): void;
  /** Writes what is not yet on disk, then stops. Throws if the disk refuses. */
  close(): void;
}

/** A killed process loses at most what came within this time. Samples are added up meanwhile, which keeps the file small. */
const WRITE_DELAY_MS = 1_000;

/** A journal that grew beyond this, and to twice what it was when last compacted, is compacted. */
const COMPACT_FROM_BYTES = 32 * 1024 * 1024;

/** Reads what earlier processes recorded, and drops what is past CloudWatch's retention. Throws on a corrupt journal. */
export function openRecorder(file: string, now: () => number, compactFromBytes = COMPACT_FROM_BYTES): Recorder {
  const series = createSeriesSet();
  const unwritten = createSeriesSet();
  for (const sample of readJournal(file)) series.add(sample);
  const journal = openJournal(file);
  let compactAtBytes = 0;
  const compactJournal = () => {
    compact(series, journal, now);
    compactAtBytes = Math.max(compactFromBytes, 2 * journal.sizeBytes());
  };
  compactJournal();
  const write = () => {
    journal.append(unwritten.samples());
    unwritten.clear();
    if (journal.sizeBytes() >= compactAtBytes) compactJournal();
  };
  const writer = createDelayed(write);
  return {
    series,
    record(samples) {
      for (const sample of samples) series.add(sample);
      for (const sample of samples) unwritten.add(sample);
      writer.schedule();
    },
    close: () => writer.finish(),
  };
}

/** A line for each sample, and none that is past the retention, in memory as on disk. */
function compact(series: SeriesSet, journal: Journal, now: () => number): void {
  const firstMinute = Math.floor(now() / MINUTE_MS) - RETENTION_MINUTES;
  const kept = series.samples().filter(({ epochMinute }) => epochMinute >= firstMinute);
  journal.replace(kept);
  series.clear();
  for (const sample of kept) series.add(sample);
}

function createDelayed(write: () => void): { schedule(): void; finish(): void } {
  let timer: NodeJS.Timeout | undefined;
  const schedule = () => {
    timer ??= setTimeout(run, WRITE_DELAY_MS).unref();
  };
  const run = () => {
    timer = undefined;
    try {
      write();
    } catch {
      // Metrics must not take the stack down: what a full disk refuses is tried again, and reported at the end.
      schedule();
    }
  };
  return {
    schedule,
    finish() {
      clearTimeout(timer);
      write();
    },
  };
}
