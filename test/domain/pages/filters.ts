/** Filters as somebody may choose them. */
import fc from 'fast-check';
import { addDays, type Filter, LENGTHS, type Length, type Period, SLICES } from '../../../domain/pages/filter.ts';

const LENGTH_NAMES = Object.keys(LENGTHS).filter((name): name is Length => name in LENGTHS);

export const anyDay: fc.Arbitrary<string> = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 86_400_000, max: Date.UTC(2099, 11, 31) / 86_400_000 })
  .map((days) => addDays('1970-01-01', days));

export const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
  fc.constantFrom(...LENGTH_NAMES).map((kind) => ({ kind })),
  anyDay.map((day) => ({ kind: 'month' as const, month: day.slice(0, 7) })),
  fc
    .tuple(anyDay, fc.integer({ min: 0, max: 3_649 }))
    .map(([from, more]) => ({ kind: 'custom' as const, from, through: addDays(from, more) })),
);

/** Whatever may be in a name, quotes, comments and marks among it; control characters are refused. */
export const anyValue: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom("'", "''", '--', '/*', '*/', "' /* campaign */", "' OR '' = '", '"', '\\', ';', '{', '$&', '%'),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join('').replace(/\p{Cc}/gu, ''))
  .filter((value) => value !== '');

export const anyFilter: fc.Arbitrary<Filter> = fc.record({
  period: anyPeriod,
  slices: fc.record(Object.fromEntries(SLICES.map((name) => [name, anyValue])), { requiredKeys: [] }),
});
