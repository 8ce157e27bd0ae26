import { describe, expect, test } from 'vitest';
import { parseChecks } from '../../bin/cli/checks-file.ts';

const FILE = `-- Description: What came in. It goes on
-- in a second line.

-- fail: a row stands once
SELECT day
FROM t
WHERE a <> ';' -- no end
GROUP BY day
HAVING count(*) > 1;

-- warn: something: arrived
WITH days AS (
  SELECT day FROM t
)
SELECT * FROM days;
`;

test('a file is a description and rules, each with its severity and the rows that break it', () => {
  expect(parseChecks('t.checks.sql', FILE)).toEqual({
    description: 'What came in. It goes on in a second line.',
    checks: [
      {
        severity: 'fail',
        rule: 'a row stands once',
        sql: "SELECT day\nFROM t\nWHERE a <> ';' -- no end\nGROUP BY day\nHAVING count(*) > 1",
      },
      {
        severity: 'warn',
        rule: 'something: arrived',
        sql: 'WITH days AS (\n  SELECT day FROM t\n)\nSELECT * FROM days',
      },
    ],
  });
});

test('a file may have a description and no rule yet', () => {
  expect(parseChecks('t.checks.sql', '-- Description: A table.\n').checks).toEqual([]);
});

describe('what is wrong is refused with the file’s name', () => {
  test.each([
    ['no description', '-- fail: a\nSELECT 1;\n', 'must begin with "-- Description: "'],
    ['no statement', '-- Description: A.\n-- fail: a\n', 'after "-- fail: a" there must be one SELECT'],
    ['no end', '-- Description: A.\n-- fail: a\nSELECT 1\n', 'ends in a semicolon'],
    ['two statements', '-- Description: A.\n-- fail: a\nSELECT 1;\nSELECT 2;\n', 'one SELECT'],
    ['no query', '-- Description: A.\n-- warn: a\nDROP VIEW t;\n', 'one SELECT'],
  ])('%s', (_name, text, reason) => {
    expect(() => parseChecks('t.checks.sql', text)).toThrow(reason);
    expect(() => parseChecks('t.checks.sql', text)).toThrow('t.checks.sql');
  });
});
