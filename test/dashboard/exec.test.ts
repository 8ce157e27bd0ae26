import { describe, expect, test } from 'vitest';
import { type Answer, rowsOf } from '../../dashboard/answer.ts';
import { EXEC } from '../../dashboard/exec.ts';
import { TILES } from '../../domain/pages/tiles.ts';
import { all, type Element, filed, served, tile, words } from './pages.ts';
import { type Given, viewOf } from './views.ts';

const page = served().html;

test('the page has the eight tiles, in their order, each with its title, its window and its definition', () => {
  const tiles = all(page, 'section.tile');
  expect(tiles.map((one) => one.getAttribute('id'))).toEqual(TILES.map(({ id }) => id));
  for (const [index, one] of tiles.entries()) {
    const { title, text, statements } = TILES[index] ?? { title: '', text: '', statements: [] };
    expect(words(one.querySelector('h2'))).toBe(title);
    expect(one.querySelector('h2')?.getAttribute('id')).toBe(one.getAttribute('aria-labelledby'));
    expect(words(one)).toContain('1 Nov – 28 Nov 2026 (28 days)');
    expect(words(one)).toContain(text);
    const asked = all(one, 'details.definition pre.sql').map((pre) => pre.getAttribute('data-statement'));
    expect(asked).toEqual(statements);
  }
});

test('the page asks every statement that its tiles read', () => {
  expect([...new Set(TILES.flatMap(({ statements }) => statements))].sort()).toEqual([...EXEC.statements].sort());
});

function checkNumbers(html: string, given: Given): number {
  const view = viewOf(given);
  const numbers = all(html, 'data');
  for (const number of numbers) {
    const [statement = '', row = '', column = ''] = (number.getAttribute('data-from') ?? '').split(':');
    expect(number.getAttribute('value')).toBe(rowsOf(view.answer(statement))[Number(row)]?.text(column));
    const beside = number.closest('section.tile')?.querySelector(`pre.sql[data-statement=${statement}]`);
    expect(beside?.textContent).toBe(view.answer(statement).sql);
  }
  return numbers.length;
}

test('every number is a value of the answer to a statement that stands beside it', () => {
  expect(checkNumbers(page, {})).toBeGreaterThan(500);
  const given = { invented: { hasUnknownPrices: true, currencies: ['INR', 'EUR'] } };
  expect(checkNumbers(served(given).html, given)).toBeGreaterThan(500);
});

test('every figure has words, and the table it is drawn from is in its tile', () => {
  const figures = all(page, 'figure.chart');
  expect(figures).toHaveLength(7);
  for (const figure of figures) {
    expect(figure.querySelector('svg[role=img]')?.getAttribute('aria-label')).toMatch(/lowest .+ highest .+ last /);
    expect(figure.closest('section.tile')?.querySelector('details.data table caption')).not.toBeNull();
  }
});

describe('a tile', () => {
  const text = (id: string, given?: Given) => words(tile(given ? served(given).html : page, id));

  test('of messages has this period and the one before, in all and by category', () => {
    expect(text('messages')).toMatch(
      /^Messages sent 12,888▲up \+13\.5% against the period before 11,354 in the period before\./,
    );
    const rows = all(tile(page, 'messages'), '.split table tbody tr').map(words);
    expect(rows).toHaveLength(4);
    expect(rows[1]).toMatch(/^Marketing6,4446,264▲up \+2\.9%/);
  });

  test('of a rate has its denominator, and its change in points, coloured by what is good', () => {
    expect(text('delivered')).toContain('12,102 delivered of 12,888 sent.');
    const colours = ['delivered', 'read', 'engaged', 'failed'].map((id) =>
      tile(page, id).querySelector('.headline .delta')?.getAttribute('class'),
    );
    expect(colours).toEqual(['delta better', 'delta worse', 'delta better', 'delta worse']);
    expect(words(tile(page, 'read').querySelector('.headline .delta'))).toContain('-3.1 pp');
  });

  test('of failures has the most frequent code in words, and what to do', () => {
    expect(text('failed')).toContain('Message undeliverable (131026): 184 failed. The number is not on WhatsApp');
    expect(text('failed')).toContain('Check the number, and stop sending to it.');
    expect(text('failed')).toContain('A code without words');
    expect(text('failed')).toContain('Failures without a code');
  });

  test('of spend has billable units, spend by category, and what fell outside the 24-hour window', () => {
    expect(text('spend')).toContain('INR: 13,520 billable, 2,704 free.');
    expect(text('spend')).toContain('Outside the 24-hour window ₹8,698.39 for 11,086 billable; for 4 it is not known.');
    expect(text('spend')).not.toContain('no rate card');
  });

  test('of spend never adds currencies, and says which charges have no price and which rate is missing', () => {
    const given = { invented: { hasUnknownPrices: true, currencies: ['INR', 'EUR'] } };
    const amounts = all(tile(served(given).html, 'spend'), '.amount').map(words);
    expect(amounts).toEqual([
      'at least ₹10,475.98 and 168 without a known price',
      'at least €5,178.36 and 168 without a known price',
    ]);
    expect(text('spend', given)).toContain('no rate card has marketing IN INR of 2026-11');
    expect(text('spend', given)).toContain('npx lake reference put rate_cards FILE');
    expect(text('unit_cost', given)).toContain('INR not known: 196 charges have no known price');
  });

  test('with several currencies has a column of each, with its own chart and its own table of categories', () => {
    const html = served({ invented: { currencies: ['INR', 'EUR'] } }).html;
    for (const id of ['spend', 'unit_cost']) {
      const columns = all(tile(html, id), ':not(.value) > .currencies > div');
      expect(columns.map((column) => all(column, 'figure.chart').length)).toEqual([1, 1]);
    }
    const tables = all(tile(html, 'spend'), '.currencies table');
    expect(tables.map((one) => words(one.querySelector('caption')))).toEqual(['By category, INR', 'By category, EUR']);
    expect(all(tile(html, 'spend'), '.currencies a.csv').map((link) => link.getAttribute('download'))).toEqual([
      'exec-spend-by-category-inr.csv',
      'exec-spend-by-category-eur.csv',
    ]);
  });

  test('of many categories shows the first four without a click, in words, and all by a check box', () => {
    const answer = viewOf().answer('exec_messages');
    const [part, category] = ['part', 'category'].map((name) => answer.columns.findIndex((one) => one.name === name));
    const first = answer.rows.find((row) => row[part ?? 0] === 'category') ?? [];
    const named = ['authentication_international', 'a', 'b', 'c', 'd', 'unknown'].map((name) =>
      first.map((value, place) => (place === category ? name : value)),
    );
    const others = answer.rows.filter((row) => row[part ?? 0] !== 'category');
    const messages = tile(served({ answers: [{ ...answer, rows: [...others, ...named] }] }).html, 'messages');
    const [table] = all(messages, '.split table');
    expect(table?.closest('details')).toBeNull();
    const names = (of: string) => all(table ?? messages, `${of} th`).map(words);
    expect(names('tbody:not(.rest)')).toEqual(['Authentication (international)', 'a', 'b', 'c']);
    expect(names('tbody.rest')).toEqual(['d', 'not known']);
    expect(words(messages.querySelector('.all'))).toBe('Show all 6');
  });

  test('of unit costs has the cost of an engaged conversation and of a reply, with what they are divided by', () => {
    expect(text('unit_cost')).toMatch(/₹7\.14 ▼down -4\.2%, better,/);
    expect(text('unit_cost')).toContain('₹10,607.79 for 1,486 engaged conversations.');
    expect(text('unit_cost')).toMatch(/Per attributed reply ₹5\.35 .*₹10,607\.79 for 1,981 replies\./);
  });

  test('of the top ones has five of each at once, and all by a check box', () => {
    const tables = all(tile(page, 'top'), 'table');
    expect(tables.map((table) => words(table.querySelector('caption')))).toEqual([
      'Campaigns by reply rate',
      'Templates by reply rate',
      'Campaigns by cost',
      'Templates by cost',
    ]);
    for (const table of tables) {
      expect(all(table, 'tbody:not(.rest) tr')).toHaveLength(5);
      expect(all(table, 'tbody.rest tr')).toHaveLength(7);
    }
  });
});

test('a day without rows is a gap that is counted, and the table says which days may still change', () => {
  expect(words(tile(page, 'messages').querySelector('.gaps'))).toBe('No data on 1 day: a gap, not 0.');
  const states = all(tile(page, 'messages'), 'details.data tbody tr').map((row) =>
    words([...row.querySelectorAll('td')].at(-1)),
  );
  expect(states.slice(-9)).toEqual(['complete', ...Array.from({ length: 7 }, () => 'incomplete'), 'running']);
  expect(all(tile(page, 'messages'), 'g[stroke-dasharray] path')).toHaveLength(1);
});

const EMPTY: readonly Answer[] = EXEC.statements.map((name) => ({ ...viewOf().answer(name), rows: [] }));

test('a day without rows of a slice may have rows of others: it is no gap in the data', () => {
  const html = served({ filter: { period: { kind: '28d' }, slices: { country: 'IN' } } }).html;
  expect(words(tile(html, 'messages').querySelector('.gaps'))).toBe('Nothing with this filter on 1 day.');
});

describe('the page is whole', () => {
  const titles = (html: string) => all(html, 'section.tile h2').map(words);
  const whole = TILES.map(({ title }) => title);

  test('in an empty lake, which has no number', () => {
    const html = served({ answers: EMPTY, header: { asOf: null, refreshedAt: null, firstDataDay: null } }).html;
    expect(titles(html)).toEqual(whole);
    expect(all(html, 'data')).toEqual([]);
    expect(words(all(html, 'main')[0])).toContain('No events yet.');
    expect(words(tile(html, 'delivered').querySelector('.value'))).toBe('No messages');
  });

  test.each(EXEC.statements)('where %s has no answer: its reason is in its tile', (statement) => {
    const failed = { ...viewOf().answer(statement), rows: [], columns: [], error: 'TABLE_NOT_FOUND' };
    const html = served({ answers: [failed] }).html;
    expect(titles(html)).toEqual(whole);
    const tiles = TILES.filter(({ statements }) => statements.includes(statement)).map(({ id }) => id);
    const said = all(html, '.notice.error').map((one: Element) => one.closest('section.tile')?.getAttribute('id'));
    expect(said).toEqual(tiles);
  });

  test.each([
    ['a day', { from: '2026-11-28', through: '2026-11-28' }],
    ['400 days', { from: '2025-10-25', through: '2026-11-28' }],
  ])('for %s', (_name, days) => {
    const html = served({ filter: { period: { kind: 'custom', ...days }, slices: {} } }).html;
    expect(titles(html)).toEqual(whole);
    expect(all(html, 'figure.chart')).toHaveLength(7);
  });

  test('for names of 128 letters, and those written from right to left', () => {
    const names = ['x'.repeat(128), 'حملة العيد الكبرى للعملاء الجدد', 'סתיו'];
    const html = served({ invented: { campaigns: names } }).html;
    const shown = all(tile(html, 'top'), 'tbody th bdi');
    expect(shown.map(({ textContent }) => textContent)).toEqual(expect.arrayContaining(names));
    for (const one of shown) {
      if (one.textContent.length > 18) expect(one.getAttribute('title')).toBe(one.textContent);
    }
  });

  test('for numbers beyond what a double is exact for', () => {
    const answer = viewOf().answer('exec_messages');
    const place = answer.columns.findIndex(({ name }) => name === 'sent');
    const rows = answer.rows.map((row) => row.map((value, index) => (index === place ? '9007199254740993' : value)));
    expect(words(tile(served({ answers: [{ ...answer, rows }] }).html, 'messages'))).toContain(
      '9,00,71,99,25,47,40,993',
    );
  });
});

test('in a file each period has all tiles, and its numbers beside its statements', () => {
  const { html } = filed();
  const ids = all(html, 'section.tile').map((one) => one.getAttribute('id'));
  expect(ids).toHaveLength(24);
  expect(ids.slice(0, 8)).toEqual(TILES.map(({ id }) => id));
  expect(ids.slice(8, 10)).toEqual(['messages-7d', 'delivered-7d']);
});
