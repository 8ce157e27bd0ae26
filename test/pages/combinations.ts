import fc from 'fast-check';
import { SLICES } from '../../domain/pages/filter.ts';

/** Values that no event has, and whose letters are a trap: of SQL, of HTML, of addresses, of a direction of writing. */
const STRANGE = [
  'unknown',
  'nobody has this',
  "O'Brien's",
  "' OR 1 = 1 --",
  '"quoted" & <b>bold</b>',
  '100% = a+b;c#d?e',
  'عيد الأضحى ٢٠٢٦',
  'מבצע ‏קיץ',
  'ब्लैक फ्राइडे',
  'x'.repeat(128),
  '\\',
  '/* campaign */',
];

export interface Offered {
  /** The newest day of the numbers. */
  readonly today: string;
  /** Of the filter of the page, by slice. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
}

/** So many filters, each the parameters of an address; the same ones for the same seed. */
export function combinations(offered: Offered, seed: number, runs: number): readonly URLSearchParams[] {
  return fc.sample(filterOf(offered), { seed, numRuns: runs });
}

function filterOf({ today, choices }: Offered): fc.Arbitrary<URLSearchParams> {
  const slices = Object.fromEntries(SLICES.map((slice) => [slice, memberOf(choices.get(slice) ?? [])]));
  return fc.tuple(periodOf(today), fc.record(slices)).map(([period, chosen]) => {
    const given = Object.entries({ ...period, ...chosen }).filter(([, value]) => value !== '');
    return new URLSearchParams(given);
  });
}

/** More often one of the page’s own than a strange one, and more often none. */
function memberOf(members: readonly string[]): fc.Arbitrary<string> {
  const own = members.length === 0 ? [] : [{ weight: 4, arbitrary: fc.constantFrom(...members) }];
  return fc.oneof({ weight: 8, arbitrary: fc.constant('') }, ...own, {
    weight: 1,
    arbitrary: fc.constantFrom(...STRANGE),
  });
}

function periodOf(today: string): fc.Arbitrary<Readonly<Record<string, string>>> {
  const dayBack = (days: number) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
  const months = fc.nat(6).map((back) => ({ period: 'month', month: dayBack(30 * back).slice(0, 7) }));
  const days = fc
    .tuple(fc.nat(80), fc.nat(80))
    .map((ends) => ends.map(dayBack).sort())
    .map(([from = '', through = '']) => ({ period: 'custom', from, through }));
  return fc.oneof(
    fc.constantFrom('7d', '28d', '90d').map((period) => ({ period })),
    months,
    days,
  );
}
