/** A place in a text, as editors count it: from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a text stops being JSON; undefined where it is JSON. What stands there is not quoted. */
export function jsonFault(text: string): Place | undefined {
  const error = parseError(text);
  return error === undefined ? undefined : placeOf(text, offsetOf(text, error));
}

/** V8 names the offset of most faults, and neither of an end that came too early nor of a wrong letter. */
function offsetOf(text: string, error: string): number {
  const [, offset] = / at position (\d+)/.exec(error) ?? [];
  if (offset !== undefined) return Number(offset);
  return isEarlyEnd(error) ? text.length : firstWrong(text);
}

/** The shortest beginning of the text with a wrong letter ends in that letter: every longer one has it too. */
function firstWrong(text: string): number {
  let [sound, wrong] = [0, text.length];
  while (wrong - sound > 1) {
    const middle = (sound + wrong) >> 1;
    const error = parseError(text.slice(0, middle));
    if (error === undefined || isEarlyEnd(error) || / at position /.test(error)) sound = middle;
    else wrong = middle;
  }
  return wrong - 1;
}

function isEarlyEnd(error: string): boolean {
  return error.startsWith('Unexpected end of JSON input');
}

function parseError(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function placeOf(text: string, offset: number): Place {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
