import { expect, test } from 'vitest';
import { combinations } from './combinations.ts';
import { differencesIn } from './equal.ts';
import { shownIn } from './shown.ts';

const ASKED = "SELECT sent, read_rate, cost_micros, currency FROM t WHERE name IN ('', 'O''Brien & <b>')";
const PAGE = (numbers: string) => `<!doctype html><html lang="en"><body>${numbers}
<details class="definition"><pre class="sql" data-statement="some"><code>${ASKED.replace(/[&<>']/g, (c) => `&#${c.charCodeAt(0)};`)}</code></pre></details>
<form><select name="campaign"><option value="">All</option><option value="a &amp; b">a</option></select></form></body></html>`;
const SENT = '<data value="1234" data-from="some:0:sent">1,234</data>';

async function differences(numbers: string): Promise<readonly string[]> {
  return await differencesIn(shownIn(PAGE(numbers)), async (sql) => {
    expect(sql).toBe(ASKED);
    const columns = ['sent', 'read_rate', 'cost_micros', 'currency'].map((name) => ({ name, type: 'varchar' }));
    return { columns, rows: [['1234', '0.4567', '1500000', 'EUR']] };
  });
}

test('numbers that are what their statement answers have no difference', async () => {
  const others =
    '<data value="0.4567" data-from="some:0:read_rate">45.7%</data><data value="1500000" data-from="some:0:cost_micros">€1.50</data>';
  expect(await differences(SENT + others)).toEqual([]);
});

test.each([
  ['another value', SENT.replace('"1234"', '"1235"'), 'the page has 1235; the statement answers 1234'],
  ['another text', SENT.replace('1,234', '1,235'), '1234 is shown as "1,235", not as "1,234"'],
  ['a row that is not there', SENT.replace(':0:', ':1:'), 'the answer has 1 rows'],
  ['a statement that does not stand there', SENT.replace('some:', 'other:'), 'does not stand on the page'],
])('%s is found', async (_what, number, expected) => {
  expect(await differences(number)).toEqual([expect.stringContaining(expected)]);
});

test('a number without a statement is counted, and one with half of a place is an error', () => {
  expect(shownIn(PAGE(`${SENT}<data value="1">1</data>`))).toMatchObject({
    unsourced: 1,
    numbers: [{ value: '1234' }],
  });
  expect(() => shownIn(PAGE('<data value="1" data-from="some:sent">1</data>'))).toThrow('not from a statement');
});

test('the same seed gives the same filters, of the values that the page offers', () => {
  const offered = { today: '2026-11-28', choices: shownIn(PAGE('')).choices };
  const filters = combinations(offered, 42, 100).map(String);
  expect(filters).toEqual(combinations(offered, 42, 100).map(String));
  expect(filters.filter((filter) => filter.includes('campaign=a+%26+b')).length).toBeGreaterThan(10);
  expect(new Set(filters.map((filter) => new URLSearchParams(filter).get('period'))).size).toBe(5);
});
