/** Looks for many planted texts, and their usual disguises, in a large text: in one pass, whatever their number. */
const PREFIX = 8;

export interface Found {
  /** The planted text. */
  readonly planted: string;
  /** As what it was found: `plain`, `base64`, `hex`, `url`. */
  readonly as: string;
}

export class Needles {
  private readonly byPrefix = new Map<string, { readonly needle: string; readonly found: Found }[]>();

  constructor(planted: readonly string[]) {
    for (const text of planted) {
      for (const [as, needle] of disguises(text)) this.add(needle, { planted: text, as });
    }
  }

  /** Every needle that the text holds. */
  in(text: string): readonly Found[] {
    const found: Found[] = [];
    for (let place = 0; place + PREFIX <= text.length; place += 1) {
      const candidates = this.byPrefix.get(text.slice(place, place + PREFIX));
      for (const one of candidates ?? []) if (text.startsWith(one.needle, place)) found.push(one.found);
    }
    return found;
  }

  private add(needle: string, found: Found): void {
    if (needle.length < PREFIX) throw new Error(`A needle of ${needle.length} characters would be found by accident.`);
    const prefix = needle.slice(0, PREFIX);
    this.byPrefix.set(prefix, [...(this.byPrefix.get(prefix) ?? []), { needle, found }]);
  }
}

function disguises(text: string): readonly (readonly [string, string])[] {
  const bytes = Buffer.from(text);
  return [
    ['plain', text],
    ['json', JSON.stringify(text).slice(1, -1)],
    ['url', encodeURIComponent(text)],
    ['hex', bytes.toString('hex')],
    ['hex', bytes.toString('hex').toUpperCase()],
    ...[0, 1, 2].flatMap((shift) => base64Within(bytes, shift)),
  ];
}

/** Base64 of the text as it looks inside a longer one, `shift` bytes after a boundary; the edges hold other bits too. */
function base64Within(bytes: Buffer, shift: number): readonly (readonly [string, string])[] {
  const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
  const whole = padded.subarray(0, padded.length - (padded.length % 3));
  const inner = whole.toString('base64').slice(shift === 0 ? 0 : 4);
  const url = inner.replaceAll('+', '-').replaceAll('/', '_');
  return inner.length < PREFIX
    ? []
    : [
        ['base64', inner],
        ['base64', url],
      ];
}
