import { expect, test } from 'vitest';
import type { Page } from '../../../dashboard/page.ts';
import { pageFileSchema } from '../../../domain/contracts/pages.ts';
import { DEFAULT_FILTER, type Filter, readFilter } from '../../../domain/pages/filter.ts';
import { writePages } from '../../../lambdas/pages/pages.ts';
import { page, shownIn, world } from './world.ts';

const EXEC = page('exec');
const ALL = { page: 'all', locale: 'en', lakeOption: '' } as const;

function asked(filter: Filter = DEFAULT_FILTER, locale = 'en') {
  return { page: EXEC, filter, locale, lakeOption: '--stack Lake' };
}

/** The key of the file that is written for a request. */
async function keyFor(request: ReturnType<typeof asked>): Promise<string> {
  return pageFileSchema.parse(await writePages(world().files, request)).key;
}

test('a page is written with the period that was asked for first, and 7, 28 and 90 days beside it', async () => {
  const { files, written } = world();
  const filter = readFilter(new URLSearchParams('period=month&month=2026-10&campaign=diwali'));
  const file = await writePages(files, asked(filter, 'en-IN'));
  expect(file).toEqual({
    page: 'exec',
    bucket: 'reports',
    key: expect.stringMatching(/^pages\/exec\/20261128T101500Z-[0-9a-f]{10}\.html$/),
    bytes: expect.any(Number),
    asOf: '2026-11-28T10:15:00.000Z',
    today: '2026-11-28',
    seconds: 0,
  });
  const [text = ''] = written.values();
  expect(shownIn(text)).toEqual([
    'month:2026-10-01 en-IN diwali',
    '7d:2026-11-22 en-IN diwali',
    '28d:2026-11-01 en-IN diwali',
    '90d:2026-08-31 en-IN diwali',
  ]);
  expect(file).toMatchObject({ bytes: Buffer.byteLength(text) });
  expect(text).toContain('<code>npx lake --stack Lake page --page exec --month 2026-10 --campaign diwali</code>');
});

test('a period that a file always has is in it once', async () => {
  const { files, written } = world();
  await writePages(files, asked());
  const [text] = written.values();
  expect(shownIn(text)).toEqual(['28d:2026-11-01 en all', '7d:2026-11-22 en all', '90d:2026-08-31 en all']);
});

test('a file’s name is the same for the same filter, and another for another filter or locale', async () => {
  const filter = (parameters: string) => asked(readFilter(new URLSearchParams(parameters)));
  const same = await Promise.all([
    keyFor(filter('campaign=a&period=7d&number=1')),
    keyFor(filter('number=1&period=7d&campaign=a')),
  ]);
  expect(new Set(same).size).toBe(1);
  const others = await Promise.all([
    keyFor(asked()),
    keyFor(asked(DEFAULT_FILTER, 'de')),
    keyFor(filter('period=7d&number=1&campaign=b')),
    keyFor(filter('period=28d&number=1&campaign=a')),
  ]);
  expect(new Set([...same, ...others]).size).toBe(5);
});

test('the name of a file says nothing about its filter', async () => {
  expect(await keyFor(asked(readFilter(new URLSearchParams('campaign=diwali'))))).not.toContain('diwali');
});

test('after a refresh no page is written that is made on demand alone', async () => {
  const { files, written } = world();
  const pages = files.pages.map((one): Page => (one.name === 'operations' ? { ...one, onlyOnDemand: true } : one));
  expect(await writePages({ ...files, pages }, ALL)).toMatchObject({ files: [{ page: 'exec' }, { page: 'buttons' }] });
  expect([...written.keys()].filter((key) => key.includes('operations'))).toEqual([]);
});

test('after a refresh every page is written, also as the latest one', async () => {
  const { files, written } = world();
  expect(await writePages(files, ALL)).toMatchObject({
    files: [{ page: 'exec' }, { page: 'operations' }, { page: 'buttons' }],
  });
  for (const name of ['exec', 'operations', 'buttons']) {
    const texts = [...written].filter(([key]) => key.startsWith(`pages/${name}/`)).map(([, text]) => text);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toBe(texts[1]);
    expect(written.get(`pages/${name}/latest.html`)).toBe(texts[0]);
  }
});

test('a page that cannot be written leaves the others written, and is named', async () => {
  const { files, written } = world({ unwritable: 'operations' });
  await expect(writePages(files, ALL)).rejects.toThrow('Not all pages were written. operations: AccessDenied');
  expect([...written.keys()].filter((key) => key.endsWith('latest.html'))).toEqual([
    'pages/exec/latest.html',
    'pages/buttons/latest.html',
  ]);
});

test('a statement that fails is reported once, and its page is written', async () => {
  const { files, written, failed } = world({ failing: 'exec_sums' });
  await writePages(files, asked());
  expect(failed).toEqual(['exec_sums: TABLE_NOT_FOUND']);
  expect(written.size).toBe(1);
});

test('without its header no page is written, so that the latest one stays', async () => {
  const { files, written } = world({ failing: 'page_header' });
  await expect(writePages(files, asked())).rejects.toThrow(
    'The page exec has no numbers: page_header is not answered: TABLE_NOT_FOUND',
  );
  expect(written.size).toBe(0);
});

test('an empty lake has a page as well', async () => {
  const { files, written } = world({ asOf: null });
  expect(await writePages(files, asked())).toMatchObject({ asOf: null, today: '2026-11-28' });
  expect([...written.keys()]).toEqual([expect.stringMatching(/^pages\/exec\/empty-[0-9a-f]{10}\.html$/)]);
});
