import { gzipSync } from 'node:zlib';

/** Texts of JSON values that are made to be dear: each of about so many bytes, by what is dear about it. */
export const HOSTILE: Readonly<Record<string, (sizeBytes: number) => string>> = {
  'a wide object': (size) => objectOf(size, (n) => `"m${n}":0`),
  'an object of one-letter members within objects': (size) =>
    objectOf(size, (n) => `"m${n % 50}_${n % 7}":{"a":{"b":""}}`),
  'a deep object': (size) => nested(size, '{"a":', '}'),
  'a deep list': (size) => nested(size, '[', ']'),
  'a deep object with a fraction in it': (size) => nested(size, '{"a":', '}', '0.1'),
  'a list of objects ten levels deep': (size) => listOf(size, () => nested(70, '{"a":', '}')),
  'many values below long names': (size) =>
    nestedNames(
      20,
      listOf(size, (n) => `{"leaf_${n % 400}":${n % 2 === 0 ? '""' : '0'}}`),
    ),
  'many long names': (size) => objectOf(size, (n) => `"${'n'.repeat(50)}_${n}":""`),
  'a name of a megabyte': (size) => `{"${'n'.repeat(size)}":1}`,
  'names that are nobody’s': (size) => objectOf(size, (n) => `"+1 555 ${n}":""`),
  'empty texts': (size) => listOf(size, () => '""'),
  'empty objects': (size) => listOf(size, () => '{}'),
  'empty lists': (size) => listOf(size, () => '[]'),
  'lists of lists, each of its own shape': (size) =>
    listOf(size, (n) => nested(8 + (n % 24) * 2, '[', ']', `{"a${n}":[]}`)),
  'objects, each of its own shape': (size) => listOf(size, (n) => `{"a${n}":1,"b${n % 13}":""}`),
  'numbers of 400 digits': (size) => listOf(size, () => '9'.repeat(400)),
  fractions: (size) => listOf(size, (n) => `0.${n}`),
  'exponents beyond a double': (size) => listOf(size, () => '1e999'),
  'one member, again and again': (size) => objectOf(size, () => '"status":"sent"'),
  'members that every object inherits': (size) => objectOf(size, () => '"__proto__":{"constructor":""}'),
  'one long text': (size) => `"${'x'.repeat(size)}"`,
  'control characters': (size) => `"${'\\u0001'.repeat(size / 6)}"`,
  emoji: (size) => `"${'😀'.repeat(size / 4)}"`,
  'half characters': (size) => `"${'\\ud83d'.repeat(size / 6)}"`,
  'escaped quotes': (size) => `"${'\\"'.repeat(size / 2)}"`,
  blanks: (size) => `"1${' '.repeat(size)}"`,
  CAPITAL_WORDS: (size) => listOf(size, () => '"AB_CD"'),
  times: (size) => objectOf(size, () => '"timestamp":"1795190400"'),
};

/** Where in an item of each source the value stands: as something unknown, or where something known belongs. */
export const PLACES: readonly ((value: string) => {
  readonly source: string;
  readonly kind: string;
  readonly item: string;
})[] = [
  status((value) => `"unknown":${value}`),
  status((value) => `"biz_opaque_callback_data":${value}`),
  status((value) => `"recipient_id":${value}`),
  status((value) => `"errors":[${value}],"conversation":{"id":${value}}`),
  message((value) => `"type":"text","text":{"body":${value}}`),
  message((value) => `"type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"response_json":${value}}}`),
  message((value) => `"type":"order","order":{"product_items":${value}}`),
  message((value) => `"type":"contacts","contacts":${value}`),
  message((value) => `"type":${value}`),
  send((value) => `"unknown":${value}`),
  send((value) => `"campaign_id":${value}`),
  send((value) => `"buttons":${value}`),
  send((value) => `"to":{"phone":${value}}`),
];

function status(members: (value: string) => string) {
  const head = '"id":"wamid.1","status":"sent","timestamp":"1795190400"';
  return (value: string) => ({ source: 'meta', kind: 'status', item: `{${head},${members(value)}}` });
}

function message(members: (value: string) => string) {
  const head = '"id":"wamid.1","from":"15550100001","timestamp":"1795190400"';
  return (value: string) => ({ source: 'meta', kind: 'message', item: `{${head},${members(value)}}` });
}

function send(members: (value: string) => string) {
  return (value: string) => ({ source: 'sends', kind: 'send', item: `{"message_id":"wamid.1",${members(value)}}` });
}

/** The record that carries an item, as the receiver writes it; packed where the item is too large, or where that is asked for. */
export function recordOf(
  { source, kind, item }: { readonly source: string; readonly kind: string; readonly item: string },
  eventKey: string,
  isPacked: boolean,
): Buffer {
  const head = `{"envelope_version":1,"source":"${source}","kind":"${kind}","event_key":"${eventKey}","received_at":1795190400000,"delivery_id":"d","api_version":"v26.0"`;
  const content = `"context":{"object":"whatsapp_business_account","account_id":"1","field":"messages"},"item":${item}`;
  if (!isPacked) return Buffer.from(`${head},${content}}\n`);
  return Buffer.from(`${head},"packed":"${gzipSync(`{${content}}`).toString('base64')}"}\n`);
}

function listOf(sizeBytes: number, element: (n: number) => string): string {
  return `[${repeated(sizeBytes, element)}]`;
}

function objectOf(sizeBytes: number, member: (n: number) => string): string {
  return `{${repeated(sizeBytes, member)}}`;
}

function repeated(sizeBytes: number, part: (n: number) => string): string {
  const parts: string[] = [];
  for (let bytes = 0, n = 0; bytes < sizeBytes; n += 1) {
    const one = part(n);
    parts.push(one);
    bytes += one.length + 1;
  }
  return parts.join(',');
}

function nested(sizeBytes: number, open: string, close: string, inside = '0'): string {
  const levels = Math.floor(sizeBytes / (open.length + close.length));
  return `${open.repeat(levels)}${inside}${close.repeat(levels)}`;
}

function nestedNames(levels: number, inside: string): string {
  const names = Array.from({ length: levels }, (_, n) => `{"${'n'.repeat(60)}_${n}":`);
  return `${names.join('')}${inside}${'}'.repeat(levels)}`;
}
