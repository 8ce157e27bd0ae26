import { closeSync, openSync, writeSync } from 'node:fs';

const CHUNK_CHARACTERS = 1 << 20;

/** A file that is written line by line, in large pieces. Close it, or the last lines are missing. */
export class LinesFile {
  private pending: string[] = [];
  private characters = 0;
  private readonly handle: number;

  constructor(path: string) {
    this.handle = openSync(path, 'w');
  }

  write(line: string): void {
    this.pending.push(line, '\n');
    this.characters += line.length;
    if (this.characters >= CHUNK_CHARACTERS) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.handle);
  }

  private flush(): void {
    const bytes = Buffer.from(this.pending.join(''));
    for (let written = 0; written < bytes.length; ) written += writeSync(this.handle, bytes, written);
    this.pending = [];
    this.characters = 0;
  }
}
