import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atBoundary } from '../../../domain/sql/boundary.ts';
import { withoutComments } from '../../../domain/sql/comments.ts';

const SQL_FOLDER = join(import.meta.dirname, '../../../athena-sql');

describe('a statement is sent without its comments', () => {
  test.each([
    ['of a line', 'SELECT 1 -- one\nFROM a', 'SELECT 1 \nFROM a'],
    ['of a line, at the end', 'SELECT 1 -- one', 'SELECT 1'],
    ['that fill lines', '-- Grain: one.\n-- Winner: none.\nSELECT 1', '\n\nSELECT 1'],
    ['of a block', "SELECT 'x' /* mark */ FROM a", "SELECT 'x'   FROM a"],
    ['of a block over lines, which keep their numbers', 'SELECT /* a\nb */ 1', 'SELECT \n 1'],
    ['between two words', 'SELECT/* a */1', 'SELECT 1'],
    ['with an apostrophe in them', "SELECT 1 -- it's\nFROM a", 'SELECT 1 \nFROM a'],
    ['with a comment in them', 'SELECT 1 /* -- */ FROM a -- /*\nWHERE b', 'SELECT 1   FROM a \nWHERE b'],
  ])('%s', (_, sql, expected) => {
    expect(withoutComments(sql)).toBe(expected);
  });
});

describe('what only looks like a comment stays', () => {
  test.each(["'--'", "'/* a */'", "'it''s --'", '"--"', '"a""/*"', "'a\n--b'", '1 - -1', '8 / 2 * 3'])('%s', (code) => {
    expect(withoutComments(`SELECT ${code} AS x`)).toBe(`SELECT ${code} AS x`);
  });

  test('whatever stands beside it', () => {
    const text = fc.string({ maxLength: 6 }).map((one) => `'${one.replaceAll("'", "''")}'`);
    const comment = fc.constantFrom('-- a \'b" /*\n', "/* it's -- */", '/*\n*/', ' ', '\n', ', ');
    fc.assert(
      fc.property(fc.array(fc.oneof(text, comment)), (pieces) => {
        const kept = pieces.filter((piece) => piece.startsWith("'"));
        const code = withoutComments(pieces.join(', '));
        let at = 0;
        for (const piece of kept) {
          at = code.indexOf(piece, at);
          expect(at).toBeGreaterThanOrEqual(0);
          at += piece.length;
        }
        expect(code.replace(/'(?:[^']|'')*'/g, '')).not.toMatch(/--|\/\*/);
      }),
    );
  });
});

test('values are placed first: the marks are comments', () => {
  const events = readFileSync(join(SQL_FOLDER, 'staging', 'events.sql'), 'utf8');
  const sent = withoutComments(atBoundary(events, '2026-11-18'));
  expect(sent.match(/dt (<=|>) '2026-11-18'/g)).toHaveLength(2);
  expect(sent.trimStart()).toMatch(/^CREATE OR REPLACE VIEW events AS/);
});

test.each(readdirSync(SQL_FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sql')))(
  '%s is sent without a comment, and as many lines long',
  (path) => {
    const sql = readFileSync(join(SQL_FOLDER, path), 'utf8').trimEnd();
    const sent = withoutComments(sql);
    expect(sent).not.toMatch(/--|\/\*/);
    expect(sent.split('\n').length).toBeLessThanOrEqual(sql.split('\n').length);
    expect(withoutComments(sent)).toBe(sent);
  },
);
