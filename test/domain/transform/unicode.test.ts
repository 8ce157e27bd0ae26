import { seeded } from 'simulator';
import { expect, test } from 'vitest';
import { expectOneValue, randomName } from './names.ts';
import { foundIn, plantedDocuments, searchable } from './planting.ts';

test('no random text, wherever in a document it stands, is found in a row, by any spelling (in full: npm run soak)', () => {
  let planted = 0;
  let rows = 0;
  for (const document of plantedDocuments(3_000, 1)) {
    expect(foundIn(searchable(document), document.texts), document.fixture).toEqual([]);
    planted += document.texts.size;
    rows += document.rows.length;
  }
  expect(planted).toBeGreaterThanOrEqual(3_000);
  expect(rows).toBeGreaterThan(100);
});

test('the search finds a text in any spelling', () => {
  const texts = new Map([['here', '+49 170 1234567']]);
  for (const seen of ['x+49 170 1234567x', '＋４９ １７０ １２３４５６７', '%2B49 170 123\u200b4567']) {
    expect(foundIn([seen], texts)).toHaveLength(1);
  }
  expect(foundIn(['+49 170 123456'], texts)).toEqual([]);
});

test('a name is kept only by its grammar, and has one value whichever way it comes', () => {
  const random = seeded(1);
  for (let run = 0; run < 300; run += 1) expectOneValue(randomName(random));
});
