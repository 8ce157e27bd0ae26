import { readFileSync } from 'node:fs';
import type { Source } from '../../domain/sources/source.ts';
import { jsonFault } from './json-fault.ts';

/** What is posted as one body. */
export interface Document {
  readonly body: Buffer;
  /** Where it begins in its file, from 1. */
  readonly line: number;
}

/**
 * The documents of a file (`-`: standard input): a JSON file is one document, posted byte for byte; an NDJSON file is
 * one a line. A file that is JSON as a whole is one document, with any name, and so is one whose first line is not JSON.
 */
export function readDocuments(file: string): readonly Document[] {
  const bytes = read(file);
  const whole = [{ body: bytes, line: 1 }];
  if (file.endsWith('.json')) return whole;
  const documents = lines(bytes);
  if (file.endsWith('.ndjson')) return documents;
  const [first] = documents;
  return first === undefined || isJson(bytes) || !isJson(first.body) ? whole : documents;
}

/** `file:line:column: …` for each document that the source could not read. The documents themselves are not quoted. */
export function faultsOf(file: string, documents: readonly Document[], source: Source): readonly string[] {
  return documents.flatMap(({ body, line }) => {
    const text = body.toString('utf8');
    if (isReadable(text, source)) return [];
    const place = jsonFault(text.trimEnd()) ?? { line: 1, column: 1 };
    return [
      `${file === '-' ? 'standard input' : file}:${line + place.line - 1}:${place.column}: not JSON from here on.`,
    ];
  });
}

function isReadable(text: string, { read = JSON.parse }: Source): boolean {
  try {
    read(text);
    return true;
  } catch {
    return false;
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new Error(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function isJson(bytes: Buffer): boolean {
  return jsonFault(bytes.toString('utf8')) === undefined;
}

function lines(bytes: Buffer): readonly Document[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .map((text, index) => ({ text, line: index + 1 }))
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, line }) => ({ body: Buffer.from(text), line }));
}
