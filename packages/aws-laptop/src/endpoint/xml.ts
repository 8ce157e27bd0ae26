const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  // A parser would turn a bare carriage return into a line feed.
  ['\r', '&#xD;'],
]);

/** Text as it is written between two XML tags. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\r]/g, (character) => ENTITIES.get(character) ?? character);
}

/** The text that stands between two XML tags. Numeric references are those that `escapeXml` and SDKs write. */
export function unescapeXml(text: string): string {
  return text.replace(/&(?:(\w+)|#x([0-9a-f]+)|#(\d+));/gi, (entity, _name: string, hex?: string, decimal?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return [...ENTITIES].find(([, escaped]) => escaped === entity)?.[0] ?? entity;
  });
}

/** `<name>text</name>`, the text escaped. */
export function textElement(name: string, text: string | number | boolean): string {
  return `<${name}>${escapeXml(String(text))}</${name}>`;
}

/** A whole document: the declaration and its root element, which holds `content` as it is. */
export function xmlDocument(root: string, content: string, namespace?: string): string {
  const attribute = namespace === undefined ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${content}</${root}>`;
}
