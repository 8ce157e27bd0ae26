import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { campaigns } from './answers.ts';
import { all, filed, parsed, served, words } from './pages.ts';

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('a served document', () => {
  const { html, policy } = served();

  test('allows its own style and script, and nothing else', () => {
    const [style, script] = ['style', 'script'].map((name) => hashOf(all(html, name)[0]?.textContent ?? ''));
    expect(policy).toBe(
      `default-src 'none'; style-src ${style}; script-src ${script}; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
  });

  test('has a title, a language, and a way past its head', () => {
    expect(words(all(html, 'title')[0])).toBe('Overview · WhatsApp event lake');
    expect(parsed(html).getAttribute('lang')).toBe('en-IN');
    expect(parsed(served({ locale: 'ar-EG' }).html).getAttribute('lang')).toBe('en');
    expect(all(html, 'h1')).toHaveLength(1);
    expect(all(html, 'a.skip')[0]?.getAttribute('href')).toBe('#main');
  });

  test('says as of when it is, how old that is, and the zone of its days', () => {
    expect(words(all(html, '.fresh')[0]).replace(/\u202f/g, ' ')).toBe(
      'As of 28 Nov 2026, 3:12 pm Asia/Kolkata, 18 minutes ago. Refreshed 15 minutes ago.',
    );
    expect(words(all(html, 'footer')[0])).toContain('Days are those of Asia/Kolkata');
    expect(all(html, '.notice.warning')).toEqual([]);
  });

  test.each([
    ['2026-11-28T12:45:00Z', 0],
    ['2026-11-28T12:45:01Z', 1],
    ['2026-11-29T09:42:01Z', 2],
  ])('at %s warns of stale numbers and of silence: %i', (now, count) => {
    const late = served({ header: { nowMs: Date.parse(now) } }).html;
    expect(all(late, '.notice.warning')).toHaveLength(count);
  });
});

describe('the filter', () => {
  const filter = {
    period: { kind: 'month', month: '2026-10' },
    slices: { campaign: 'ended & gone', country: 'NG' },
  } as const;
  const { html } = served({ filter });

  test('is one form that sends the address it was made from', () => {
    const forms = all(html, 'form');
    expect(forms.map((form) => [form.getAttribute('method'), form.getAttribute('action')])).toEqual([['get', '/exec']]);
    expect(all(html, 'input[name=period]').map((input) => input.getAttribute('value'))).toEqual([
      '7d',
      '28d',
      '90d',
      'month',
      'custom',
    ]);
    expect(all(html, 'input[checked]').map((input) => input.getAttribute('value'))).toEqual(['month']);
    expect(all(html, 'input[name=month]')[0]?.getAttribute('value')).toBe('2026-10');
  });

  test('shows the chosen values, those that are not among the options too', () => {
    const selected = all(html, 'option[selected]').map((option) => option.getAttribute('value'));
    expect(selected).toEqual(['ended & gone', 'NG']);
  });

  test('says each choice in words, and keeps the stored value', () => {
    const options = all(html, 'select[name=country] option').map((option) => [
      option.getAttribute('value'),
      words(option),
    ]);
    expect(options).toEqual([
      ['', 'All countries'],
      ['IN', 'India (IN)'],
      ['NG', 'Nigeria (NG)'],
    ]);
    expect(words(all(html, 'select[name=category] option')[1])).toBe('Marketing');
  });

  test('shows what the page is narrowed to, each with a link that takes it away', () => {
    const chips = all(html, '.chips a');
    expect(chips.map((chip) => words(chip.querySelector('bdi')))).toEqual(['ended & gone', 'Nigeria (NG)']);
    expect(chips.map((chip) => chip.getAttribute('href'))).toEqual([
      '/exec?period=month&month=2026-10&country=NG',
      '/exec?period=month&month=2026-10&campaign=ended+%26+gone',
    ]);
    expect(all(served().html, '.chips')).toEqual([]);
  });

  test('is kept by the links to other pages, and given up by Reset', () => {
    const links = all(html, 'nav a').map((link) => link.getAttribute('href'));
    expect(links[0]).toBe('/exec?period=month&month=2026-10&campaign=ended+%26+gone&country=NG');
    expect(all(html, 'form a').map((link) => link.getAttribute('href'))).toEqual(['/exec']);
  });

  test('stays where the options have no answer', () => {
    expect(all(html, 'select')).toHaveLength(5);
  });
});

describe('a file', () => {
  const { html } = filed({ filter: { period: { kind: 'month', month: '2026-10' }, slices: { country: 'IN' } } });

  test('has the chosen period first, then 7, 28 and 90 days, switched without a script', () => {
    const choices = all(html, '.variants label').map(words);
    expect(choices).toEqual(['2026-10', '7 days', '28 days', '90 days']);
    expect(all(html, '.variants input[checked]').map((input) => input.getAttribute('id'))).toEqual(['v1']);
    expect(all(html, '.variant')).toHaveLength(4);
    expect(all(filed().html, '.variants label').map(words)).toEqual(['28 days', '7 days', '90 days']);
  });

  test('says what it is narrowed to, and what makes another', () => {
    expect(words(all(html, '.slices')[0])).toBe('country: India (IN)');
    expect(words(all(html, 'footer')[0])).toContain('npx lake page --period 28d');
    expect(all(html, 'form')).toEqual([]);
  });

  test('has its policy in itself', () => {
    const policy = all(html, 'meta[http-equiv]')[0]?.getAttribute('content') ?? '';
    for (const name of ['style', 'script']) expect(policy).toContain(hashOf(all(html, name)[0]?.textContent ?? ''));
    expect(policy).toMatch(/^default-src 'none';/);
  });
});

test('90 days and 50 campaigns weigh at most 150 KB', () => {
  const given = { invented: { campaigns: campaigns(50) }, header: { firstDataDay: '2026-01-01' } };
  const page = served({ ...given, filter: { period: { kind: '90d' }, slices: {} } }).html;
  expect(gzipSync(page).length).toBeLessThan(150_000);
});
