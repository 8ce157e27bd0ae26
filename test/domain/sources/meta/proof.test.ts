import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FROM_PUBLIC_LIBRARIES, PRESENT, REQUIRED } from './proof.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/meta');

type GoldenRow = Readonly<Record<string, unknown>>;

interface Pair {
  readonly name: string;
  readonly given: string;
  readonly rows: readonly GoldenRow[];
}

const PAIRS: readonly Pair[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json') && !file.endsWith('.expected.json'))
  .map((file) => {
    const expected: readonly { readonly row?: GoldenRow }[] = JSON.parse(read(file.replace('.json', '.expected.json')));
    return { name: file.slice(0, -'.json'.length), given: read(file), rows: expected.map(({ row = {} }) => row) };
  });

function read(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

function says(row: GoldenRow, wanted: (typeof REQUIRED)[number]): boolean {
  return Object.entries(wanted).every(([column, value]) =>
    value === PRESENT ? row[column] !== undefined : row[column] === value,
  );
}

describe('what Meta sends has a golden pair', () => {
  const cases = REQUIRED.map((wanted) => ({ wanted, name: Object.values(wanted).map(String).join(' ') }));
  test.each(cases)('$name', ({ wanted }) => {
    expect(PAIRS.some(({ rows }) => rows.some((row) => says(row, wanted)))).toBe(true);
  });
});

describe('docs/sources.md gives the evidence for', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/sources.md'), 'utf8');
  const names = FROM_PUBLIC_LIBRARIES.map(({ source_event }) => String(source_event).split('.'));
  const types = names.flatMap(([, list, word = '']) => (list === 'message' && word !== 'button' ? [word] : []));
  const fields = names.flatMap(([field = '']) => (field === 'messages' ? [] : [field]));
  test.each([...new Set([...types, ...fields])])('`%s`', (name) => expect(page).toContain(`\`${name}`));
});

const has =
  (pattern: RegExp) =>
  ({ given }: Pair) =>
    pattern.test(given);
const distinct = (column: string, { rows }: Pair) => new Set(rows.map((row) => row[column])).size;

/** What the document must hold, and what its rows must show. */
const HOSTILE: readonly (readonly [name: string, given: (pair: Pair) => boolean, row: (pair: Pair) => boolean])[] = [
  ['empty lists', has(/"messages": \[\]/), ({ rows }) => rows.length === 1],
  [
    'several numbers in one POST',
    (pair) => new Set(pair.given.match(/"phone_number_id": "\d+"/g)).size > 1,
    (pair) => distinct('endpoint_id', pair) > 1 && distinct('event_key', pair) === pair.rows.length,
  ],
  [
    '`from` that holds a user id',
    has(/"from": "[A-Z]{2}\./),
    ({ rows }) => rows.some((row) => row.bsuid_key !== undefined && row.contact_key !== undefined),
  ],
  [
    'a status `in_orbit`',
    has(/"in_orbit"/),
    ({ rows }) => rows.some((row) => row.event_type === 'unmapped' && row.status === 'in_orbit'),
  ],
  [
    'a form’s answers that are no object',
    has(/"response_json": "\[1,2\]"/),
    ({ rows }) => rows.some((row) => row.event_type === 'flow_submitted' && row.item_count === undefined),
  ],
  [
    'ids as numbers',
    has(/"from": \d{11}/),
    ({ rows }) => rows.some((row) => row.contact_key === 'phone(15550100001)' && row.message_key !== undefined),
  ],
  [
    'the same event twice in one POST',
    () => true,
    (pair) => pair.rows.length > 1 && distinct('event_key', pair) === 1 && pair.name.startsWith('hostile'),
  ],
  ['`__proto__` as a name', has(/"__proto__":/), ({ rows }) => rows.length > 1],
  [
    'a click’s id in the message',
    has(/"referral": \{/),
    ({ rows }) => rows.some((row) => row.ctwa_clid !== undefined && row.referral_source_id !== undefined),
  ],
  [
    'a click’s id in the message’s context',
    has(/"context": \{\s*"referral": \{[^}]*"ctwa_clid"/),
    ({ rows }) => rows.some((row) => row.ctwa_clid !== undefined),
  ],
];

test.each(HOSTILE)('%s: a golden pair shows what becomes of it', (_name, given, shows) => {
  expect(PAIRS.some((pair) => given(pair) && shows(pair))).toBe(true);
});
