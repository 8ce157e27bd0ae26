/** What a run asks of the world; nothing else of it waits. */
export interface CompactionPorts {
  /** Every key below a prefix of the lake's bucket. */
  readonly listKeys: (prefix: string) => Promise<readonly string[]>;
  /** An object's text; undefined where there is none. */
  readonly readText: (key: string) => Promise<string | undefined>;
  readonly writeText: (key: string, text: string) => Promise<void>;
  /** Removes an object; that there is none is no error. */
  readonly remove: (key: string) => Promise<void>;
  /** Marks an object that nothing reads any more, for the bucket's lifecycle to remove. */
  readonly tagSuperseded: (key: string) => Promise<void>;
  /** Runs a statement to its end. Throws with Athena's reason. */
  readonly run: (sql: string) => Promise<void>;
  /** The rows of a query, as text, without the header. */
  readonly rows: (sql: string) => Promise<readonly (readonly string[])[]>;
  /** Names a run: `20261121T021500Z-1a2b3c4d`, never the same twice. */
  readonly newRunId: () => string;
}

export interface CompactionSettings {
  readonly bucket: string;
  /** Days that stay open, today included. */
  readonly openDays: number;
  /** The most days that are begun with in one run. */
  readonly daysPerRun: number;
  /** Whether what a finished generation replaced is marked for removal. */
  readonly deleteSuperseded: boolean;
}

export interface CompactionRequest {
  /** When it was asked for; epoch milliseconds. */
  readonly timeMs: number;
  /** Only this day, even where nothing new landed on it. */
  readonly day?: string;
}

/** What became of a run. */
export interface CompactionReport {
  readonly run: string;
  /** The last closed day; null while there is none. */
  readonly through: string | null;
  /** Days that have a new generation. */
  readonly days: readonly string[];
  readonly rows: number;
  /** Files that these days were read from before: those that landed. */
  readonly filesBefore: number;
  readonly filesAfter: number;
  /** Whether closed days are left that another run must take. */
  readonly hasMore: boolean;
  /** How many days lie between the oldest closed day that waits and the newest; 0 where none waits. */
  readonly oldestWaitingDays: number;
}
