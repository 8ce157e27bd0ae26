/** HTML that is whole: every value that gets into it is escaped. Only this file makes it. */
export class Html {
  // No text is taken for HTML by its shape.
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }

  /** What another renderer wrote and escaped: SVG of charts, styles and the script of this project. */
  static trusted(text: string): Html {
    return new Html(text);
  }
}

export type Value = Html | string | number | bigint | null | undefined | false | readonly Value[];

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Markup with values in it. A value is text wherever it stands, in an element or in a quoted attribute; lists are joined;
 * null, undefined and false are nothing.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return Html.trusted(parts.reduce((text, part, index) => `${text}${rendered(values[index - 1])}${part}`));
}

function rendered(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (Array.isArray(value)) return value.map(rendered).join('');
  return String(value).replace(/[&<>"']/g, (character) => ESCAPED[character] ?? character);
}
