import { describe, expect, test } from 'vitest';
import { bucketOf } from '../../../lambdas/aws/objects.ts';
import { all, memoryBucket } from './bucket.ts';

describe('keys', () => {
  const { client, asked } = memoryBucket({ 'a/1': '', 'a/2': '', 'a/3': '', 'a/4': '', 'b/1': '', 'a/folder/': '' });
  const { objects, pages } = bucketOf(client, 'b');
  const keys = async (after?: string) => (await all(objects('a/', after))).map(({ key }) => key);

  test('are listed page by page, without what only stands for a folder', async () => {
    expect(await keys()).toEqual(['a/1', 'a/2', 'a/3', 'a/4']);
    expect(asked.length).toBeGreaterThan(1);
  });

  test('begin behind the one that is given', async () => {
    expect(await keys('a/2')).toEqual(['a/3', 'a/4']);
  });

  test('come with the size and the time of their objects, and the last page says that it is the last', async () => {
    const listed = await all(pages('a/', 'a/1'));
    expect(listed.map(({ isLast }) => isLast)).toEqual([false, true]);
    expect(listed[0]?.objects[0]).toEqual({ key: 'a/2', sizeBytes: 0, writtenAtMs: 1_795_176_000_000 });
  });

  test('of a later page are not asked for before they are wanted', async () => {
    const before = asked.length;
    for await (const { objects: some } of pages('a/')) {
      expect(some).toHaveLength(2);
      break;
    }
    expect(asked.length).toBe(before + 1);
  });
});

test('a small text is written, read and removed, and undefined where there is none', async () => {
  const { client } = memoryBucket({});
  const { readText, writeText, remove, open } = bucketOf(client, 'b');
  expect([await readText('k'), await open('k')]).toEqual([undefined, undefined]);
  await writeText('k', '{"lines":1}');
  expect(await readText('k')).toBe('{"lines":1}');
  await remove('k');
  expect(await readText('k')).toBeUndefined();
});

test('a text has the content type that is given, and none of its own', async () => {
  const { client, put } = memoryBucket({});
  const { writeText } = bucketOf(client, 'b');
  await writeText('k', '{}', 'application/json');
  await writeText('l', 'text');
  expect(put).toMatchObject([
    { Key: 'k', ContentType: 'application/json' },
    { Key: 'l', ContentType: undefined },
  ]);
});

test('the folders right below a prefix are named once, page by page, however many objects are in them', async () => {
  const days = ['2026-11-16', '2026-11-17', '2026-11-18'];
  const keys = days.flatMap((day) => ['a', 'b'].map((name) => `events/dt=${day}/family=crm/${name}`));
  const { client, asked } = memoryBucket(Object.fromEntries([...keys, 'events/note'].map((key) => [key, ''])));
  const { folders } = bucketOf(client, 'b');
  expect(await folders('events/')).toEqual(days.map((day) => `events/dt=${day}/`));
  expect(asked).toHaveLength(2);
  expect(await folders('events/dt=2026-11-17/')).toEqual(['events/dt=2026-11-17/family=crm/']);
});
