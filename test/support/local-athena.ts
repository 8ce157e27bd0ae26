import { athenaFixture } from 'aws-laptop/testing';

export type { LocalAthena as Laptop } from 'aws-laptop/testing';
/** The local Athena of the tests: bucket and database are called `lake`, as the tests' SQL has them. */
export const { BASE, STORAGE, glueTable, start: startLaptop } = athenaFixture('lake');
