import { describe, expect, test } from 'vitest';
import { surveyLake } from '../../../lambdas/compact/survey.ts';
import { surveyOfMillion } from './of-million.ts';
import { NIGHT_MS, surveyed } from './surveyed.ts';

const DAY_MS = 86_400_000;
const FROM = '2026-09-10';
/** 21 November is 28 · 3 days after it. */
const SWEPT = '2026-08-29';
const NOT_SWEPT = '2026-08-30';

/** Days that were compacted, each with a file that was folded in, and what landed later. */
function lakeWith(late: Readonly<Record<string, string>>, days = [NOT_SWEPT, FROM, '2026-11-18']) {
  const landed = days.map((day) => [day, late[day] === undefined ? ['a'] : ['a', late[day]]]);
  const folded = days.map((day) => [day, ['a']]);
  return surveyed(Object.fromEntries(landed), Object.fromEntries(folded), '2026-11-18', FROM);
}

const survey = ({ ports }: ReturnType<typeof surveyed>, timeMs = NIGHT_MS) =>
  surveyLake(ports, { lastClosed: '2026-11-19', timeMs });

describe('a survey', () => {
  test('reads the keys of compacted days only where rows can have landed since the last run', async () => {
    const lake = lakeWith({});
    expect(await survey(lake)).toMatchObject({ waiting: [], through: '2026-11-18' });
    expect(lake.looked.filter((key) => key.includes('dt=')).toSorted()).toEqual([
      'compaction/days/dt=2026-09-10.json',
      'compaction/days/dt=2026-11-18.json',
      'events/dt=2026-09-10/',
      'events/dt=2026-11-18/',
    ]);
  });

  test('finds what a replay landed on the oldest day that it can reach', async () => {
    expect((await survey(lakeWith({ [FROM]: 'replayed' }))).waiting).toEqual([FROM]);
  });

  test('finds what was copied to an older day by hand within four weeks', async () => {
    const lake = lakeWith({ [SWEPT]: 'copied', [NOT_SWEPT]: 'copied' }, [SWEPT, NOT_SWEPT]);
    expect((await survey(lake)).waiting).toEqual([SWEPT]);
    expect((await survey(lake, NIGHT_MS + DAY_MS)).waiting).toEqual([NOT_SWEPT]);
  });

  test('finds a day that was never compacted, however old it is, without reading its keys', async () => {
    const lake = surveyed(
      { '2024-03-01': ['a', 'b'], '2026-11-18': ['a'] },
      { '2026-11-18': ['a'] },
      '2026-11-18',
      FROM,
    );
    expect((await survey(lake)).waiting).toEqual(['2024-03-01']);
    expect(lake.looked).not.toContain('events/dt=2024-03-01/');
  });

  test('looks at every day where nothing says how far it must look', async () => {
    const lake = surveyed({ [NOT_SWEPT]: ['a', 'late'] }, { [NOT_SWEPT]: ['a'] }, '2026-11-18');
    expect((await survey(lake)).waiting).toEqual([NOT_SWEPT]);
  });

  test('passes over days on which only the lake spoke of itself', async () => {
    const lake = surveyed({ '2026-11-17': ['lake/a'], '2026-11-18': ['a', 'lake/b'] }, { '2026-11-18': ['a'] });
    expect((await survey(lake)).waiting).toEqual([]);
  });

  test('refuses a note that it did not write, by its name', async () => {
    await expect(survey(surveyed({}, {}, null, 'soon'))).rejects.toThrow('compaction/reach.json is not what');
  });
});

test('of a million objects over years, a survey reads the keys of the last weeks and of every 28th day before', async () => {
  const { keys, lists, reads, waiting } = await surveyOfMillion(2_000);
  expect(waiting).toEqual(['2026-11-19']);
  expect(keys).toBeLessThan(75_000);
  expect([lists, reads].every((calls) => calls < 150)).toBe(true);
});
