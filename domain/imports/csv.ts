/** A record of a CSV file, and the line it begins in, counted from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

const SEPARATOR_OR_QUOTE = /[",\r\n]/g;

/**
 * The records of a text as RFC 4180 has them: fields in quotes may hold commas, line breaks and doubled quotes. Lines end
 * with CRLF or LF; empty ones are left out. Throws, naming the line, where quotes are not closed or stand inside a field.
 */
export function readCsv(content: string): readonly CsvRecord[] {
  const text = content.replace(/^\uFEFF/, '');
  const records: CsvRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const began = line;
    const fields: string[] = [];
    for (let isOver = false; !isOver; ) {
      const field = readField(text, at, line);
      fields.push(field.value);
      line = field.line;
      isOver = text[field.end] !== ',';
      at = field.end + (text.startsWith('\r\n', field.end) ? 2 : 1);
    }
    line += 1;
    if (fields.length > 1 || fields[0] !== '') records.push({ line: began, fields });
  }
  return records;
}

interface Field {
  readonly value: string;
  /** Where the separator stands that ends it, or the text's end. */
  readonly end: number;
  readonly line: number;
}

function readField(text: string, from: number, line: number): Field {
  const { value, end } = text[from] === '"' ? quoted(text, from, line) : plain(text, from);
  const after = text[end];
  if (after !== undefined && after !== ',' && after !== '\n' && !text.startsWith('\r\n', end)) {
    throw new Error(`Line ${line}: a quote stands inside a field; put the field in quotes, and double those in it.`);
  }
  return { value, end, line: line + (text.slice(from, end).match(/\n/g)?.length ?? 0) };
}

function plain(text: string, from: number): { value: string; end: number } {
  SEPARATOR_OR_QUOTE.lastIndex = from;
  const end = SEPARATOR_OR_QUOTE.exec(text)?.index ?? text.length;
  return { value: text.slice(from, end), end };
}

function quoted(text: string, from: number, line: number): { value: string; end: number } {
  let closing = text.indexOf('"', from + 1);
  while (closing !== -1 && text[closing + 1] === '"') closing = text.indexOf('"', closing + 2);
  if (closing === -1) throw new Error(`Line ${line}: the quotes of a field are not closed.`);
  return { value: text.slice(from + 1, closing).replaceAll('""', '"'), end: closing + 1 };
}
