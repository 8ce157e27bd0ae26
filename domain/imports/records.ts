import { readCsv } from './csv.ts';

/** A row of a file as it is written: its members by name, and the line it begins in. */
export interface WrittenRecord {
  readonly line: number;
  readonly members: Readonly<Record<string, unknown>>;
}

export interface Fault {
  readonly line: number;
  readonly problem: string;
}

export interface Records {
  readonly records: readonly WrittenRecord[];
  readonly faults: readonly Fault[];
}

/** The rows of a CSV file, whose first line names its columns. Throws where its quotes are wrong. */
export function csvRecords(content: string): Records {
  const [header, ...rows] = readCsv(content);
  const names = header?.fields.map((name) => name.trim()) ?? [];
  const isWhole = ({ fields }: { fields: readonly string[] }) => fields.length === names.length;
  return {
    records: rows.filter(isWhole).map(({ line, fields }) => ({
      line,
      members: Object.fromEntries(names.map((name, index) => [name, fields[index]?.trim()])),
    })),
    faults: rows
      .filter((row) => !isWhole(row))
      .map(({ line, fields }) => ({
        line,
        problem: `has ${fields.length} fields; the first line names ${names.length} columns`,
      })),
  };
}

/** The rows of an NDJSON file: an object a line. */
export function ndjsonRecords(content: string): Records {
  const read = content.split('\n').flatMap((text, index) => (text.trim() === '' ? [] : [jsonRecord(text, index + 1)]));
  return {
    records: read.flatMap((one) => ('members' in one ? [one] : [])),
    faults: read.flatMap((one) => ('problem' in one ? [one] : [])),
  };
}

function jsonRecord(text: string, line: number): WrittenRecord | Fault {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { line, members: Object.fromEntries(Object.entries(value)) };
    }
  } catch {
    // Reported below, like JSON that is not an object.
  }
  return { line, problem: 'is no JSON object' };
}
