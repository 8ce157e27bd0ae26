import type { BillingAccount } from './billing-accounts.ts';
import type { RateCard } from './rate-cards.ts';
import type { RateMarket } from './rate-markets.ts';
import type { Placed } from './read-rows.ts';

/** Two rows that cannot both hold; the later one is the one to change. */
export interface Conflict {
  readonly place: Pick<Placed<unknown>, 'file' | 'line'>;
  /** The row beside which it cannot hold. */
  readonly other?: Pick<Placed<unknown>, 'file' | 'line'> | undefined;
  readonly problem: string;
}

interface Validity {
  readonly valid_from: string;
  readonly valid_to: string | null;
}

/** Countries that would be of two markets on one day. */
export function marketConflicts(rows: readonly Placed<RateMarket>[]): readonly Conflict[] {
  return groups(rows, ({ country }) => country).flatMap(periodConflicts);
}

/** Accounts that appear twice. */
export function accountConflicts(rows: readonly Placed<BillingAccount>[]): readonly Conflict[] {
  return groups(rows, ({ account_id }) => account_id).flatMap(([first, ...others]) =>
    others.map((other) => ({ place: other, other: first, problem: `names an account that ${where(first)} has` })),
  );
}

/**
 * Overlapping rates (one charge would match two), and tiers with gaps. Examples and other cards are checked separately,
 * because a rate of the business's own takes precedence over an example.
 */
export function rateConflicts(rows: readonly Placed<RateCard>[]): readonly Conflict[] {
  const keyOf = ({ pricing_model, market, category, currency, is_example }: RateCard) =>
    [pricing_model, market, category, currency, is_example].join('\n');
  return groups(rows, keyOf).flatMap((same) => {
    const periods = groups(same, ({ valid_from, valid_to }) => `${valid_from} ${valid_to}`);
    const firsts = periods.flatMap(([first]) => (first === undefined ? [] : [first]));
    return [...periodConflicts(firsts), ...periods.flatMap(tierConflicts)];
  });
}

function periodConflicts(rows: readonly Placed<Validity>[]): readonly Conflict[] {
  const inTime = rows.toSorted((a, b) => compare(a.row.valid_from, b.row.valid_from));
  const backwards = inTime.flatMap((placed): Conflict[] => {
    const { valid_from, valid_to } = placed.row;
    const ends = valid_to === null || valid_to > valid_from;
    return ends ? [] : [{ place: placed, problem: `ends on ${valid_to}, which is not after ${valid_from}` }];
  });
  const overlapping = inTime.slice(1).flatMap((placed, index): Conflict[] => {
    const before = inTime[index];
    const end = before?.row.valid_to ?? null;
    if (before === undefined || (end !== null && end <= placed.row.valid_from)) return [];
    const problem = `holds from ${placed.row.valid_from}, while ${where(before)} holds ${end === null ? 'without end' : `until ${end}`}`;
    return [{ place: placed, other: before, problem }];
  });
  return [...backwards, ...overlapping];
}

/** Tiers begin with the first message, and each with the one after the last of the tier below; the last has no end. */
function tierConflicts(rows: readonly Placed<RateCard>[]): readonly Conflict[] {
  const inOrder = rows.toSorted((a, b) => a.row.tier_from - b.row.tier_from);
  return inOrder.flatMap((placed, index): Conflict[] => {
    const { tier_from, tier_to } = placed.row;
    const due = index === 0 ? 1 : (inOrder[index - 1]?.row.tier_to ?? Number.NaN) + 1;
    const isLast = index === inOrder.length - 1;
    if (Number.isNaN(due))
      return [{ place: placed, problem: `has a tier beside ${where(inOrder[index - 1])}, which has no end` }];
    if (tier_from !== due) return [{ place: placed, problem: `has a tier from ${tier_from}; it must be from ${due}` }];
    if (isLast && tier_to !== null)
      return [{ place: placed, problem: `has the last tier end at ${tier_to}; leave its end empty` }];
    if (tier_to !== null && tier_to < tier_from)
      return [{ place: placed, problem: `has a tier that ends before it begins` }];
    return [];
  });
}

function groups<Row>(rows: readonly Placed<Row>[], keyOf: (row: Row) => string): readonly (readonly Placed<Row>[])[] {
  return [...Map.groupBy(rows, ({ row }) => keyOf(row)).values()];
}

function where(placed: Placed<unknown> | undefined): string {
  return placed === undefined ? 'another row' : `line ${placed.line} of ${placed.file}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
