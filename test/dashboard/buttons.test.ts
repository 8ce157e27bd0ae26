import { expect, test } from 'vitest';
import { BUTTONS } from '../../dashboard/buttons.ts';
import { html } from '../../dashboard/html.ts';
import { documentOf } from '../../dashboard/layout.ts';
import type { Page } from '../../dashboard/page.ts';
import { PAGES } from '../../dashboard/pages.ts';
import { csvDifferences } from '../pages/csv.ts';
import { answer } from './answers.ts';
import { buttonsAnswers } from './buttons-answers.ts';
import { viewOf } from './views.ts';

const OPTIONS = answer('page_options', 'dimension, member, sent', [['campaign', 'diwali', 300]]);
const shown = BUTTONS.render(viewOf({ answers: buttonsAnswers() })).toString();

/** Words without markup. */
function wordsOf(text: string): string {
  return text.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ');
}

test('a position is called the best only where the statement says so', () => {
  const words = wordsOf(shown);
  expect(words).toContain('Position 2 is the best: 19.3% (15.3% to 24.2%).');
  expect(words).toContain('Not distinguishable: Position 1 has 10.0% (1.8% to 40.4%)');
  expect(words).toContain('One position only, nothing to compare');
  expect(words).toContain('position and label change together');
});

test('the intervals of all templates have one scale', () => {
  const figures = [...shown.matchAll(/<svg aria-label="Click rate by position of (?!the button).*?<\/svg>/gs)].map(
    ([svg]) => svg,
  );
  const scales = figures.map((svg) => [...svg.matchAll(/>([\d.]+%)<\/text>/g)].map(([, label]) => label).join(' '));
  expect(scales).toHaveLength(3);
  expect(new Set(scales).size).toBe(1);
});

test('a campaign that has no name is no campaign, and the most clicked templates are seen without a click', () => {
  const unnamed = buttonsAnswers().map((one) => ({
    ...one,
    rows: one.rows.map((row) => row.map((value) => (value === 'diwali' ? 'unknown' : value))),
  }));
  expect(BUTTONS.render(viewOf({ answers: unnamed })).toString()).toContain('<i class="none">no campaign</i>');
  expect(shown).toMatch(
    /<\/p>\s*<div class="table">\s*<div class="scroll" role="group" aria-label="Time to click by template"/,
  );
});

test('a button whose clicks nobody reports has none, which is not 0, beside how many were sent', () => {
  expect(shown).toMatch(/data-from="buttons_unplaced:1:sent">250<.*title="not reported by the vendor"/s);
  expect(shown).not.toContain('data-from="buttons_unplaced:1:clicks"');
});

test('positions stand in their order, and the numbers keep the row that they are of', () => {
  expect(wordsOf(shown)).toMatch(/Click rate by position.*Position 1.*Position 2/);
  expect(shown).toContain('<data value="58" data-from="buttons_clicks:3:clickers">58</data>');
});

test('each table is in its CSV as it is shown', () => {
  expect(csvDifferences(shown)).toEqual({ findings: [], tables: expect.any(Number) });
});

test('where a statement has no answer, the page says so and stays', () => {
  const failed = buttonsAnswers().map((one) => ({ ...one, rows: [], columns: [], error: 'Query exhausted resources' }));
  const text = BUTTONS.render(viewOf({ answers: failed })).toString();
  expect(text.match(/role="alert"/g)?.length).toBeGreaterThanOrEqual(4);
  expect(text).toContain('Query exhausted resources');
});

test('an empty period has no rate and no zero', () => {
  const none = buttonsAnswers().map((one) => ({ ...one, rows: [] }));
  const text = BUTTONS.render(viewOf({ answers: none })).toString();
  expect(text).toContain('No message with such buttons');
  expect(text).not.toMatch(/<data /);
});

test('a further page is one file and one line: its object is all that it takes to be shown', () => {
  const toy: Page = {
    name: 'toy',
    title: 'Toys',
    statements: ['toy_numbers'],
    needsFacts: false,
    render: (view) => html`<p>${view.answer('toy_numbers').rows.length} toys</p>`,
  };
  const view = viewOf({ answers: [answer('toy_numbers', 'toys', [[1], [2]])] });
  const { html: text } = documentOf(toy, view, { pages: [...PAGES, toy], options: OPTIONS });
  expect(text).toContain('<p>2 toys</p>');
  expect(text).toMatch(/<title>Toys/);
  expect(text).toMatch(/href="\/toy[^"]*"[^>]*aria-current="page"|aria-current="page"[^>]*href="\/toy/);
  expect(text).toContain('<form class="filter" method="get" action="/toy"');
});
