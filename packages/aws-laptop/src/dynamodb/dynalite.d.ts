declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** The folder of the LevelDB store. */
    readonly path: string;
    /** How long a table stays CREATING, in milliseconds. */
    readonly createTableMs: number;
    readonly deleteTableMs: number;
    readonly updateTableMs: number;
  }

  /** A DynamoDB over HTTP; closing the server closes the store. It has no types of its own. */
  export default function dynalite(options: DynaliteOptions): Server;
}
