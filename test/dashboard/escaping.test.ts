import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../dashboard/answer.ts';
import { EXEC } from '../../dashboard/exec.ts';
import { html } from '../../dashboard/html.ts';
import { all, filed, parsed, served, words } from './pages.ts';
import { viewOf } from './views.ts';

/** Text as somebody hostile would choose it, or anybody. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</title></svg><script>alert(1)</script>',
    '</style><b>',
    '&lt;b&gt; &amp; &#39;',
    ']]><!--',
    '<!-- --><template>',
  ),
);

/** Every text of every answer replaced by one; what is needed to find the row stays. */
function poisoned(answer: Answer, poison: string): Answer {
  const kept = /^(part|day|dimension|is_.*)$/;
  const isText = (value: string | null) => value !== null && !/^-?\d/.test(value);
  const rows = answer.rows.map((row) =>
    row.map((value, place) => (isText(value) && !kept.test(answer.columns[place]?.name ?? '') ? poison : value)),
  );
  return { ...answer, sql: poison, rows };
}

const SHORT = { period: { kind: '7d' }, slices: {} } as const;
const FEW = { campaigns: ['a', 'b'] };

function poisonedPage(poison: string): string {
  const view = viewOf({ filter: SHORT, invented: FEW });
  const answers = EXEC.statements.map((name) => poisoned(view.answer(name), poison));
  const filter = { ...SHORT, slices: { campaign: poison, number: poison } };
  return served({ filter, answers, invented: FEW }).html;
}

/** Elements and attributes: what a text must not make. */
function shapeOf(page: string): { readonly tags: string; readonly attributes: string } {
  const elements = all(page, '*').filter((element) => !element.closest('svg'));
  const names = elements.flatMap((element) => [...element.attributes].map(({ name }) => name));
  return {
    tags: [...new Set(elements.map(({ tagName }) => tagName.toLowerCase()))].sort().join(),
    attributes: [...new Set(names)].sort().join(),
  };
}

test('any value in markup is text, in an element and in an attribute', () => {
  fc.assert(
    fc.property(text, (value) => {
      const element = parsed(html`<p title="${value}">${value}</p>`.toString()).querySelector('p');
      expect(element?.textContent).toBe(value);
      expect(element?.getAttribute('title')).toBe(value);
      expect([...(element?.querySelectorAll('*') ?? [])]).toEqual([]);
    }),
  );
});

describe('on a page', () => {
  test('no text of an answer, a filter or a statement makes an element or an attribute', () => {
    const harmless = shapeOf(poisonedPage('a harmless text of some length'));
    fc.assert(
      fc.property(text, (poison) => {
        const page = poisonedPage(poison);
        const { tags, attributes } = shapeOf(page);
        expect(harmless.tags.split(',')).toEqual(expect.arrayContaining(tags.split(',')));
        expect(harmless.attributes.split(',')).toEqual(expect.arrayContaining(attributes.split(',')));
        expect(all(page, 'script')).toHaveLength(1);
        for (const pre of all(page, 'pre.sql')) expect(pre.textContent).toBe(poison);
      }),
      { numRuns: 15 },
    );
  });

  test('a text of a chart is a text of its picture', () => {
    const page = poisonedPage('"><script>alert(1)</script>');
    expect(all(page, 'svg script')).toEqual([]);
  });

  test('a statement’s error is text', () => {
    const error = '<b onclick="x()">TABLE_NOT_FOUND</b>';
    const page = served({ answers: [{ statement: 'exec_messages', sql: '', columns: [], rows: [], error }] }).html;
    expect(words(all(page, '.notice.error')[0])).toContain(error);
  });
});

describe.each([
  ['a served page', served],
  ['a file', filed],
])('%s', (_name, make) => {
  const { html: page } = make({ invented: { hasUnknownPrices: true, currencies: ['INR', 'EUR'] } });

  test('has no style attribute and no handler, in its pictures either', () => {
    const names = all(page, '*').flatMap((element) => [...element.attributes].map(({ name }) => name));
    expect(names.filter((name) => name === 'style' || name.startsWith('on'))).toEqual([]);
    expect(all(page, 'style')).toHaveLength(1);
    expect(all(page, 'script')).toHaveLength(1);
  });

  test('asks no other place for anything', () => {
    const addresses = all(page, '*').flatMap((element) =>
      [...element.attributes].filter(({ name }) => /^(src|href|action|srcset|data|poster|xlink:href)$/.test(name)),
    );
    expect(addresses.filter(({ value }) => !/^(#|\/\w|data:text\/csv;)/.test(value))).toEqual([]);
    expect(page.replace(/https?:\/\/www\.w3\.org\/\S*/g, '')).not.toMatch(/https?:\/\//);
  });

  test('has each id once', () => {
    const ids = all(page, '[id]').map((element) => element.getAttribute('id'));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});
