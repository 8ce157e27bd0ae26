import fc from 'fast-check';
import { type Filter, type Period, parametersOf, SLICES } from '../../domain/pages/filter.ts';
import { askedFor, PAGE_STATEMENTS, pageStatement } from '../support/page-statements.ts';
import type { RunAthena } from './athena.ts';
import type { Query } from './queries.ts';

const DRAWN = 8;
const SEED = 9;
/** Of the spans that traffic.ts has: each month of the lake, both changes of charges, and the last days. */
const WHOLE: Period = { kind: 'custom', from: '2025-06-01', through: '2026-12-31' };
const PERIODS: readonly Period[] = [
  WHOLE,
  { kind: 'custom', from: '2026-03-01', through: '2026-11-30' },
  { kind: '90d' },
  { kind: 'month', month: '2026-09' },
  { kind: 'custom', from: '2026-09-30', through: '2026-10-02' },
  { kind: 'custom', from: '2025-06-30', through: '2025-07-02' },
];

/** Each statement of a page: without a slice, and with slices drawn from what the lake has, `unknown` among them. */
export async function pageQueries(ask: RunAthena): Promise<readonly Query[]> {
  const [header] = (await ask(pageStatement('page_header'))).rows;
  const today = header?.[1] ?? '';
  const options = (await ask(pageStatement('page_options'))).rows;
  const filters: readonly Filter[] = [
    { period: { kind: '28d' }, slices: {} },
    { period: WHOLE, slices: {} },
    ...fc.sample(filterOf(options), { seed: SEED, numRuns: DRAWN }),
  ];
  return PAGE_STATEMENTS.flatMap(({ name, sql }) => {
    const isFiltered = sql.includes('/* from */');
    const asked = isFiltered ? filters : filters.slice(0, 1);
    return asked.map((filter) => ({
      name: isFiltered ? `${name} ${parametersOf(filter)}` : name,
      sql: askedFor(sql, filter, today),
      isOrdered: true,
    }));
  });
}

function filterOf(options: readonly (readonly (string | null)[])[]): fc.Arbitrary<Filter> {
  const membersOf = (slice: string) =>
    options.flatMap(([dimension, member]) => (dimension === slice && member ? [member] : []));
  const slices = Object.fromEntries(SLICES.map((slice) => [slice, fc.constantFrom('unknown', ...membersOf(slice))]));
  const chosen = fc.subarray([...SLICES], { minLength: 1, maxLength: 1 });
  return fc
    .record({ period: fc.constantFrom(...PERIODS), members: fc.record(slices), chosen })
    .map(({ period, members, chosen }) => ({
      period,
      slices: Object.fromEntries(chosen.map((slice) => [slice, members[slice]])),
    }));
}
