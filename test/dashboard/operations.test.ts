import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../dashboard/answer.ts';
import type { Facts } from '../../dashboard/facts.ts';
import { formatsOf } from '../../dashboard/format.ts';
import { OPERATIONS } from '../../dashboard/operations.ts';
import type { Header, View } from '../../dashboard/page.ts';
import { renderTail, type Tail } from '../../dashboard/tail.ts';
import { answer } from './answers.ts';
import { CALM, FACTS, operationsAnswers, tailAnswer } from './operations-answers.ts';
import { viewOf } from './views.ts';

interface Given {
  readonly facts?: Facts | null;
  readonly place?: View['place'];
  readonly header?: Partial<Header>;
  readonly answers?: readonly ReturnType<typeof answer>[];
}

function viewWith({ facts = FACTS, place = 'laptop', header = {}, answers = [] }: Given = {}): View {
  return { ...viewOf({ place, header, answers: [...operationsAnswers(), ...answers] }), facts };
}

function pageWith(given?: Given): string {
  return OPERATIONS.render(viewWith(given)).toString();
}

/** The part of a page with this id. */
function part(page: string, id: string): string {
  return page.match(new RegExp(`<section class="tile[^"]*" id="${id}"[\\s\\S]*?</section>`))?.[0] ?? '';
}

function textOf(html: string): string {
  return html.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ');
}

describe('what needs attention', () => {
  const attention = (given?: Given) => textOf(part(pageWith(given), 'attention'));

  test('comes first on the page', () => {
    expect(pageWith()).toMatch(/^<div class="tiles operations">\s*<section[^>]* id="attention"/);
  });

  test.each([
    ['failing checks', '2 checks fail. A number is wrong, or could not be checked. npx lake check --stack Lake'],
    ['failed records', '12 records lie under failed/.'],
    ['refused signatures', '5 deliveries refused for the signature.'],
    ['a source that is silent', 'Nothing came from sends for 3 days before the newest receipt.'],
    ['what is not understood', '1 kind of event not understood yet'],
    ['a check with a warning', '1 check with a warning.'],
  ])('names %s', (_what, words) => {
    expect(attention()).toContain(words);
  });

  test('marks what is broken apart from what somebody should look at, and has it first', () => {
    const marks = [...part(pageWith(), 'attention').matchAll(/<li class="(\w+)"/g)].map(([, mark]) => mark);
    expect(new Set(marks)).toEqual(new Set(['broken', 'look']));
    expect(marks).toEqual(marks.toSorted());
  });

  test('names numbers that were not refreshed for long', () => {
    expect(attention()).not.toContain('stale');
    expect(attention({ header: { refreshedAt: '2026-11-28T06:00:00Z' } })).toContain('The numbers are stale.');
  });

  test('names throttled requests and items not stored at once', () => {
    const counts = CALM.counts && { ...CALM.counts, throttled: 7, unfinished: 1 };
    const said = attention({ facts: { ...CALM, counts } });
    expect(said).toContain('7 requests answered 429.');
    expect(said).toContain('1 item not stored at once.');
  });

  test('says so where there is nothing', () => {
    const answers = [
      answer('operations_freshness', 'source, silent_seconds', []),
      answer('operations_unmapped', 'source, source_event, unmapped', []),
    ];
    expect(attention({ facts: CALM, answers })).toContain('Nothing that this page looks at.');
  });

  test('says that checks were never run, or long ago', () => {
    expect(attention({ facts: { ...CALM, checks: 'never' } })).toContain('have not been run yet');
    if (FACTS.checks === null || FACTS.checks === 'never') throw new Error('It has a report.');
    const checks = { ...FACTS.checks, checkedAt: '2026-11-01T03:00:00.000Z' };
    expect(attention({ facts: { ...CALM, checks } })).toContain('were last run');
  });

  test('says what could not be gathered, and the page stays whole', () => {
    const problem = 'What lies under failed/ could not be counted: AccessDenied';
    const page = pageWith({ facts: { ...FACTS, problems: [problem], failed: null } });
    expect(textOf(part(page, 'attention'))).toContain(problem);
    expect(textOf(part(page, 'failed'))).toContain('Not known');
    expect(textOf(part(page, 'checks'))).toContain('192 of 195 checks ok');
    expect(textOf(part(pageWith({ facts: null }), 'attention'))).toContain('could not be gathered');
  });
});

test('each part of the page is there, and names its statements', () => {
  const page = pageWith();
  const ids = [
    'attention',
    'tail',
    'checks',
    'failed',
    'counted',
    'hours',
    'causes',
    'freshness',
    'intake',
    'quality',
    'account',
  ];
  expect(ids.filter((id) => part(page, id) === '')).toEqual([]);
  const shown = [...page.matchAll(/data-statement="(\w+)"/g)].map(([, name]) => name);
  expect(shown.toSorted()).toEqual([...OPERATIONS.statements].sort());
});

test('every number with a statement is the value of its cell, and a fact names none', () => {
  const view = viewWith();
  const page = OPERATIONS.render(view).toString();
  const numbers = [...page.matchAll(/<data value="([^"]*)" data-from="(\w+):(\d+):(\w+)"/g)];
  expect(numbers.length).toBeGreaterThan(400);
  for (const [, value, statement = '', row, column = ''] of numbers) {
    expect(rowsOf(view.answer(statement))[Number(row)]?.text(column)).toBe(value);
  }
  expect(page).not.toContain('data-from="none');
});

test('a failed record has the command that replays it, a broken check the one that shows its rows', () => {
  const page = pageWith();
  expect(textOf(part(page, 'failed'))).toContain(
    'npx lake replay --from failed --reason normaliser_error --stack Lake',
  );
  expect(textOf(part(page, 'checks'))).toContain('npx lake check metric_cost --rows 5 --stack Lake');
  expect(textOf(part(page, 'checks'))).toContain('could not be counted');
});

test('a statement without an answer is missing in its part, and the others are there', () => {
  const broken = { ...answer('operations_hours', 'direction', []), error: 'TABLE_NOT_FOUND' };
  const page = pageWith({ answers: [broken] });
  expect(part(page, 'hours')).toMatch(/role="alert"[\s\S]*TABLE_NOT_FOUND/);
  expect(textOf(part(page, 'causes'))).toContain('131049');
});

test('a failure without a code says so, and one whose code is not known says that', () => {
  const causes = textOf(part(pageWith(), 'causes'));
  expect(causes).toContain('A code without words');
  expect(causes).toContain('Failures without a code');
});

test('a file has no tail, nor has a page that nobody serves', () => {
  expect(part(pageWith({ place: 'file' }), 'tail')).toBe('');
  const { tail: _tail, ...facts } = FACTS;
  expect(part(pageWith({ facts }), 'tail')).toBe('');
});

test('on a lake without events every part says so', () => {
  const page = pageWith({ facts: CALM, answers: operationsAnswers().map((one) => ({ ...one, rows: [] })) });
  expect(page).not.toContain('<data value="" ');
  expect(textOf(part(page, 'hours'))).toContain('No messages yet.');
  expect(textOf(part(page, 'failed'))).toContain('None.');
});

describe('the live tail', () => {
  const formats = formatsOf('en');
  const rendered = (tail: Tail) => renderTail(tail, formats).toString();
  const lines = (tail: Tail) => rendered(tail).split('</tr>').slice(0, -1).map(textOf);

  test('has what arrived and what failed, the newest first, with its outcome and what is kept of its text', () => {
    const page = lines({ answer: tailAnswer(), failed: FACTS.failed?.newest ?? [] });
    expect(page).toEqual([
      expect.stringMatching(/09:42:00.*meta.*messages\.text.*9f2c8a776655….*accepted.*&lt;text 30&gt;/),
      expect.stringMatching(/duplicate 3 items/),
      expect.stringMatching(/status.*f0f0f0f0f0f0….*failed normaliser_error/),
      expect.stringMatching(/moods\.change.*not understood/),
    ]);
  });

  test('is of fifty at most', () => {
    const many = Array.from({ length: 80 }, () => tailAnswer().rows[0] ?? []);
    expect(lines({ answer: { ...tailAnswer(), rows: many }, failed: [] })).toHaveLength(50);
  });

  test('says what is missing', () => {
    expect(rendered({ answer: { ...tailAnswer(), rows: [] }, failed: [] })).toContain('Nothing arrived');
    expect(rendered({ answer: { ...tailAnswer(), error: 'NO' }, failed: [] })).toContain('NO');
    expect(rendered({ answer: tailAnswer(), failed: null })).toContain('could not be listed');
  });

  test('writes what a vendor sent as text', () => {
    const row = ['2026-11-28 09:42:00.000', '<b>', '<script>', '"><i>', 'accepted', '1', '<u>', '<text 3>', 'UTC'];
    expect(rendered({ answer: { ...tailAnswer(), rows: [row] }, failed: [] })).not.toMatch(/<(b|script|i|u)>/);
  });
});
