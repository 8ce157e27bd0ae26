import fc from 'fast-check';

/** Numbers whose spelling, size or sign parsers read in different ways. */
const NUMBERS = [
  ...['0', '-0', '1', '7', '1.50', '1e5', '1E5', '1e400', '-1e400', '1e-400', '0.1', '1e21', '100000000000000000000'],
  ...['9007199254740991', '9007199254740993', '12345678901234567', '1795176000', '1795176000000', '1795176000.5'],
];
const TEXTS = [
  ...['', ' ', 'wamid.A', 'spring', 'spring_sale', 'en-US', 'MARKETING', 'url', '1e5', '2026-11-20T12:00:00Z'],
  ...['+15550100999', 'ann@example.com', 'US.13491208655302741918', '\ud800', '\u0000', '__proto__', ' '.repeat(70)],
];
const NAMES = [
  ...['message_id', 'id', 'sent_at', 'account_id', 'endpoint_id', 'to', 'phone', 'bsuid', 'campaign_id', 'template'],
  ...['name', 'language', 'version', 'category', 'buttons', 'position', 'kind', 'section', 'flow_token', 'experiment'],
  ...[
    'arm',
    'cost_tag',
    'sends',
    'length',
    'size',
    '__proto__',
    'constructor',
    'toString',
    'valueOf',
    'toJSON',
    'rawJSON',
  ],
];

const leaf = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS).map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map(String) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)) },
  { weight: 2, arbitrary: fc.constantFrom('null', 'true', 'false') },
);

/** JSON as text, for a value would lose how its numbers are spelled and which members stand twice. */
export const anyJson: fc.Arbitrary<string> = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('json'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    objectOf(fc.constantFrom(...NAMES), tie('json')),
  ),
})).json;

function objectOf(name: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const members = fc.array(fc.tuple(name, value), { maxLength: 5 });
  return members.map((pairs) => `{${pairs.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`);
}

/** A send that is mostly right, as text. */
export const anySend: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), anyJson), { maxLength: 4 })
  .map((pairs) => {
    const members = [['message_id', '"wamid.A"'] as const, ...pairs];
    return `{${members.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`;
  });

const item = fc.oneof(anySend, anyJson);

/** Bodies of each form, and what is left when one is cut short or a character of it is another. */
export const anyBody: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      item,
      fc.array(item, { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
      fc.array(item, { maxLength: 4 }).map((items) => items.join('\n')),
      fc
        .tuple(fc.array(item, { maxLength: 3 }), anyJson)
        .map(([sends, beside]) => `{"sends":[${sends}],"b":${beside}}`),
    ),
    fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.tuple(fc.nat(), fc.string()) }),
  )
  .map(([body, mutation]) => {
    if (mutation === null || body.length === 0) return body;
    const place = mutation[0] % body.length;
    // A body is UTF-8, which has no half of a character.
    return `${body.slice(0, place)}${mutation[1]}${mutation[1] === '' ? '' : body.slice(place + 1)}`.toWellFormed();
  });
