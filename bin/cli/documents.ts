import { readFileSync } from 'node:fs';

/**
 * The documents of a file (`-`: standard input): a JSON file is one document, posted byte for byte; an NDJSON file is
 * one a line. A file that is JSON as a whole is one document, with any name.
 */
export function readDocuments(file: string): readonly Buffer[] {
  const bytes = read(file);
  if (!file.endsWith('.ndjson') && (file.endsWith('.json') || isJson(bytes))) return [bytes];
  return lines(bytes);
}

function read(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new Error(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

function lines(bytes: Buffer): readonly Buffer[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Buffer.from(line));
}
