import { isObject, type JsonObject, member, parseKeepingNumbers } from '../../shared/json.ts';
import type { ValidationResult } from '../source.ts';
import { readSend } from './send.ts';

/** Sends in one body. */
export const MAX_SENDS = 500;

/** The forms a body may have, as one: its sends, and what stood beside them. */
export interface Batch {
  readonly sends: readonly unknown[];
  /** The other members of `{"sends": […]}`. */
  readonly beside: JsonObject;
}

/** JSON, or NDJSON: one send a line. A line that is no JSON is `undefined` among the others. Throws SyntaxError. */
export function read(text: string): unknown {
  try {
    return parseKeepingNumbers(text);
  } catch (error) {
    const lines = linesOf(text);
    // Counted before they are parsed: a line that is no JSON takes 100 times as long as one that is.
    const parsed = lines.length > MAX_SENDS ? tooMany(lines) : lines.map(parsedLine);
    if (parsed.every((line) => line === undefined)) throw error;
    return parsed;
  }
}

/** The lines that are not blank. */
function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end);
    if (line.trim() !== '') lines.push(line);
    start = end + 1;
  }
  return lines;
}

/** As many as the lines, to be refused by their number; the first shows whether they are lines of JSON at all. */
function tooMany(lines: readonly string[]): readonly unknown[] {
  return new Array<unknown>(lines.length).fill(parsedLine(lines[0] ?? ''));
}

function parsedLine(line: string): unknown {
  try {
    return parseKeepingNumbers(line);
  } catch {
    return undefined;
  }
}

export function batchOf(delivery: unknown): Batch {
  if (Array.isArray(delivery)) return { sends: delivery, beside: {} };
  const sends = member(delivery, 'sends');
  if (!isObject(delivery) || !Array.isArray(sends)) return { sends: [delivery], beside: {} };
  const { sends: _sends, ...beside } = delivery;
  return { sends, beside };
}

/** Sets the sends that break a rule apart from those that are stored. */
export function validate(delivery: unknown): ValidationResult {
  const { sends, beside } = batchOf(delivery);
  if (sends.length > MAX_SENDS) {
    const message = `A body holds at most ${MAX_SENDS} sends; this one holds ${sends.length}. Post them in several bodies.`;
    return { refusal: { error: 'too_many_items', message } };
  }
  const judged = sends.map((item, index) => ({ item, index, reason: reasonAgainst(item) }));
  return {
    delivery: { ...beside, sends: judged.filter(({ reason }) => reason === null).map(({ item }) => item) },
    rejected: judged.flatMap(({ index, reason }) => (reason === null ? [] : [{ index, reason }])),
  };
}

function reasonAgainst(item: unknown): string | null {
  if (item === undefined) return 'send: a line of JSON';
  const result = readSend(item);
  return 'reason' in result ? result.reason : null;
}
