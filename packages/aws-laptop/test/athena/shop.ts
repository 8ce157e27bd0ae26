import { athenaFixture } from '../../src/testing/athena.ts';

export type { LocalAthena } from '../../src/testing/athena.ts';
export const { BASE, PROJECTION, STORAGE, glueTable, start: startAthena } = athenaFixture('shop');
