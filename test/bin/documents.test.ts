import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { faultsOf, readDocuments } from '../../bin/cli/documents.ts';
import { jsonFault } from '../../bin/cli/json-fault.ts';
import { meta } from '../../domain/sources/meta/meta.ts';
import { sends } from '../../domain/sources/sends/sends.ts';
import { remove, temporaryFolder } from '../support/laptop.ts';
import { toy } from '../toy-vendor/toy.ts';

const folder = temporaryFolder();
afterAll(() => remove(folder));

function read(name: string, text: string): readonly (readonly [line: number, text: string])[] {
  const path = join(folder, name);
  writeFileSync(path, text);
  return readDocuments(path).map(({ body, line }) => [line, body.toString()]);
}

describe('the documents of a file', () => {
  test.each([
    ['one.json', '{\n"a": 1}', [[1, '{\n"a": 1}']]],
    ['broken.json', '{"a"\n{"b"', [[1, '{"a"\n{"b"']]],
    [
      'two.ndjson',
      '{"a":1}\n\n{"b":2}\n',
      [
        [1, '{"a":1}'],
        [3, '{"b":2}'],
      ],
    ],
    [
      'lines.txt',
      '{"a":1}\n{"b":\n',
      [
        [1, '{"a":1}'],
        [2, '{"b":'],
      ],
    ],
    ['whole.txt', '{\n"a": 1}', [[1, '{\n"a": 1}']]],
    ['broken.txt', '{\n"a": 1\n"b": 2}', [[1, '{\n"a": 1\n"b": 2}']]],
    ['empty.ndjson', '\n', []],
  ])('%s', (name, text, documents) => {
    expect(read(name, text)).toEqual(documents);
  });
});

describe('where a text stops being JSON', () => {
  test.each([
    ['', 1, 1],
    ['not json', 1, 2],
    ['{"a" 1}', 1, 6],
    ['{"a":1}x', 1, 8],
    ['{"a":\n  tru,\n "b":2}', 2, 6],
    ['{"a":"x"\n"b":2}', 2, 1],
    ['[1,\n', 2, 1],
    ['[1,]', 1, 4],
    ['"one\ntwo"', 1, 5],
    ['[NaN]', 1, 2],
  ])('%j: line %i, column %i', (text, line, column) => {
    expect(jsonFault(text)).toEqual({ line, column });
  });

  test('what is JSON has no such place, and what was cut off has it at its end', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, at) => {
        expect(jsonFault(text)).toBeUndefined();
        const cut = text.slice(0, at % text.length);
        expect([undefined, cut.length + 1]).toContain(jsonFault(cut)?.column);
      }),
    );
  });

  test('a wrong letter is found where it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.nat(), (numbers, at) => {
        const texts = ['[', ...numbers.flatMap((n, index) => [...(index > 0 ? [','] : []), `${n}`])];
        const before = texts.slice(0, 1 + (at % texts.length)).join('');
        expect(jsonFault(`${before}@${texts.join('')}`)?.column).toBe(before.length + 1);
      }),
    );
  });
});

describe('what a source could not read', () => {
  const document = (text: string, line = 1) => ({ body: Buffer.from(text), line });

  test('is named by file, line and column, and not quoted', () => {
    const faults = faultsOf('day.ndjson', [document('{}'), document('{"from": +15550100001}', 7)], meta);
    expect(faults).toEqual(['day.ndjson:7:10: not JSON from here on.']);
    expect(faultsOf('-', [document('{"from":\n')], meta)).toEqual(['standard input:1:9: not JSON from here on.']);
  });

  test('is by the rules of the source: a form, or a body of lines, may be right', () => {
    expect(faultsOf('form', [document('MessageId=1')], toy)).toEqual([]);
    expect(faultsOf('sends.json', [document('{"message_id":"1"}\n{"message_id":"2"}')], sends)).toEqual([]);
    expect(faultsOf('form', [document('MessageId=1')], meta)).toHaveLength(1);
  });
});
