import type { Answers } from './agreement.ts';

interface Kind {
  readonly name: string;
  /** Why it stays. */
  readonly reason: string;
  readonly matches: (answers: Answers) => boolean;
}

/** What stays different, each with what it rests on. Anything else that differs fails the check. */
export const KINDS: readonly Kind[] = [
  {
    name: 'a share of approx_percentile beyond 0 to 1',
    reason: 'DuckDB says so when it plans, Trino when it runs; neither gives a number',
    matches: ({ trino, laptop }) => trino === undefined && /APPROXIMATE QUANTILE/.test(laptop ?? ''),
  },
  {
    name: 'an interval divided by a number',
    reason: 'DuckDB divides integers by another operator, which has none for intervals; multiply by 0.5 instead',
    matches: ({ trino, laptop }) => trino === undefined && /'\/\/\(INTERVAL/.test(laptop ?? ''),
  },
  {
    name: 'at_timezone by an interval',
    reason: 'Trino takes it without listing it in SHOW FUNCTIONS; DuckDB has no such function',
    matches: ({ trino, laptop }) => trino === undefined && /for function at_timezone/.test(laptop ?? ''),
  },
  {
    name: 'a text joined with NULL',
    reason: 'ambiguous to Trino where the text has no length, an array where it has one: the laptop keeps no lengths',
    matches: ({ trino, laptop }) => laptop === undefined && /^AMBIGUOUS_FUNCTION_CALL: .*\(varchar/s.test(trino ?? ''),
  },
  {
    name: 'codepoint of a text that may be longer than 1',
    reason: 'the laptop keeps no lengths of texts',
    matches: ({ trino, laptop }) => laptop === undefined && /for function codepoint/.test(trino ?? ''),
  },
];

export const isDisagreement = ({ trino, laptop }: Answers): boolean => (trino === undefined) !== (laptop === undefined);

export function kindOf(answers: Answers): Kind | undefined {
  return KINDS.find(({ matches }) => matches(answers));
}
