import { CsvError, parse } from 'csv-parse/sync';

/** A record of a CSV file, and the line it begins in, counted from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * The records of a text as RFC 4180 has them: fields in quotes may hold commas, line breaks and doubled quotes. Lines end
 * with CRLF, LF or CR; empty ones are left out. Throws, naming the line, where quotes are not closed or inside a field.
 */
export function readCsv(content: string): readonly CsvRecord[] {
  const bytes = Buffer.from(content);
  const records: CsvRecord[] = [];
  let [line, end] = [1, 0];
  const add = (fields: string[], info: { readonly bytes: number }) => {
    if (fields.length > 1 || fields[0] !== '') records.push({ line, fields });
    // Not by `info.lines`: it counts a CRLF inside quotes twice (csv-parse 7.0.3).
    line += lineBreaks(bytes.subarray(end, info.bytes));
    end = info.bytes;
    return null;
  };
  try {
    parse(bytes, { bom: true, relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'], on_record: add });
  } catch (error) {
    throw error instanceof CsvError ? inWords(error, bytes) : error;
  }
  return records;
}

const INSIDE = 'a quote stands inside a field; put the field in quotes, and double those in it.';
const PROBLEMS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'the quotes of a field are not closed.',
  CSV_INVALID_CLOSING_QUOTE: INSIDE,
  INVALID_OPENING_QUOTE: INSIDE,
};

/** Without the original error as its cause: that one quotes the field, which may hold personal data. */
function inWords({ bytes: fieldBegins, code }: CsvError, content: Buffer): Error {
  const line = 1 + lineBreaks(content.subarray(0, Number(fieldBegins)));
  return new Error(`Line ${line}: ${PROBLEMS[code] ?? `the file is not CSV (${code}).`}`);
}

function lineBreaks(bytes: Buffer): number {
  return bytes.toString().match(/\r\n|\r|\n/g)?.length ?? 0;
}
