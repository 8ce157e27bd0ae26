import { tokensOf } from 'aws-laptop/athena';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Filter, SLICES, windowOf } from '../../../domain/pages/filter.ts';
import { MARKS, valuesOf } from '../../../domain/pages/statement.ts';
import { withoutComments } from '../../../domain/sql/comments.ts';
import { askedFor, PAGE_STATEMENTS } from '../../support/page-statements.ts';
import { anyFilter } from './filters.ts';

const TODAY = '2026-11-28';
const CAMPAIGN = "SELECT 1 FROM t WHERE '' /* campaign */ IN ('', c)";
const filled = (sql: string, filter: Filter) => askedFor(sql, filter, TODAY);
const of28Days = (slices: Filter['slices']): Filter => ({ period: { kind: '28d' }, slices });

/** What each text of the statement says, by the mark that follows it. */
function textsByMark(sql: string): readonly (readonly [string, string])[] {
  return tokensOf(sql).flatMap(({ kind, text, start }) => {
    const mark = /^ \/\* (\w+) \*\//.exec(sql.slice(start + text.length))?.[1];
    return kind === 'text' && mark ? [[mark, text.slice(1, -1).replaceAll("''", "'")] as const] : [];
  });
}

const unmarked = (sql: string) =>
  tokensOf(sql)
    .filter(({ text, start }) => !/^ \/\* \w+ \*\//.test(sql.slice(start + text.length)))
    .map(({ text }) => text);

describe.each(PAGE_STATEMENTS)('$name', ({ sql }) => {
  test('says exactly the filter in its marked texts, and is the same statement otherwise', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const asked = filled(sql, filter);
        const values = valuesOf(filter, windowOf(filter.period, TODAY));
        for (const [mark, text] of textsByMark(asked)) expect([mark, text]).toEqual([mark, Reflect.get(values, mark)]);
        expect(textsByMark(asked).map(([mark]) => mark)).toEqual(textsByMark(sql).map(([mark]) => mark));
        expect(unmarked(asked)).toEqual(unmarked(sql));
      }),
      { numRuns: 30 },
    );
  });
});

test('a value is one text of the statement, whatever is in it: also without comments', () => {
  fc.assert(
    fc.property(anyFilter, ({ slices }) => {
      const { campaign = '' } = slices;
      const asked = filled(CAMPAIGN, of28Days({ campaign }));
      const tokens = tokensOf(withoutComments(asked)).map(({ text }) => text);
      const other = tokensOf(withoutComments(CAMPAIGN)).map(({ text }) => text);
      const place = other.indexOf("''");
      expect(tokens).toEqual(other.with(place, `'${campaign.replaceAll("'", "''")}'`));
    }),
  );
});

test('a value that looks like a mark is not filled in', () => {
  expect(filled(CAMPAIGN, of28Days({ campaign: "' /* number */", number: '1' }))).toContain(
    "''' /* number */' /* campaign */",
  );
});

test('what a dollar would mean in a replacement means nothing', () => {
  expect(filled(CAMPAIGN, of28Days({ campaign: "$& $' $1" }))).toContain("'$& $'' $1' /* campaign */");
});

test('the comments before the statement are left out, those in it stay', () => {
  const sql = "-- Grain: one row.\n-- More.\nSELECT DATE '2026-11-01' /* from */ -- the first\n";
  expect(filled(sql, of28Days({}))).toBe("SELECT DATE '2026-11-01' /* from */ -- the first");
});

test('a slice that is not chosen is an empty text; the days are those of the period and the one before', () => {
  const marks = MARKS.map((mark) => `'x' /* ${mark} */`).join(', ');
  expect(textsByMark(filled(`SELECT ${marks}`, of28Days({ country: 'IN' })))).toEqual([
    ['from', '2026-11-01'],
    ['through', '2026-11-28'],
    ['beforeFrom', '2026-10-04'],
    ['beforeThrough', '2026-10-31'],
    ...SLICES.map((name) => [name, name === 'country' ? 'IN' : '']),
  ]);
});

test('a mark that no filter has is refused', () => {
  expect(() => filled("SELECT 'x' /* firstDay */", of28Days({}))).toThrow('No filter has firstDay');
  expect(() => filled("SELECT 'x' /* constructor */", of28Days({}))).toThrow('No filter has constructor');
});
