import { expect, test } from 'vitest';
import { yamlDocument } from '../../../bin/docs/dbt/yaml.ts';

test('a document in block style, texts quoted where they are more than a plain word', () => {
  const value = {
    a: [{ b: 'word', c: ['x y', 'yes', '1'] }, 'é: "q"'],
    '>=1': true,
    none: [],
    map: {},
    left: undefined,
    n: 2,
  };
  expect(yamlDocument(value)).toBe(`a:
  - b: word
    c:
      - "x y"
      - "yes"
      - "1"
  - "é: \\"q\\""
">=1": true
none: []
map: {}
"n": 2
`);
});
