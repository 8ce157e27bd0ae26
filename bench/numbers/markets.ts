/** The account of the simulator's whose currency has rates for its home alone; and one of the examples with rates for all. */
const HOME_ACCOUNT = '219000000000101';
const ACCOUNT_ABROAD = '102290129340400';

/** The simulator's countries, and what they are in each further market: countries of docs/examples/reference/rate-markets.csv. */
const SIMULATED = ['IN', 'US', 'CA', 'BR', 'NG'];
const COUNTRIES: readonly (readonly string[])[] = [
  SIMULATED,
  ['PH', 'SG', 'TH', 'VN', 'BD'],
  ['GH', 'KE', 'TZ', 'MA', 'IQ'],
  ['BH', 'JO', 'QA', 'KW', 'OM'],
  ['BG', 'PL', 'RO', 'UA', 'KZ'],
];

export const MARKETS = COUNTRIES.length;
/** The last market writes from a number of its own. */
const FIFTH_NUMBER = '319000000000105';

/**
 * The simulator's business has five countries, four numbers and two dozen campaigns in two months. Each further market
 * is a simulation of its own, with other campaigns, templates and countries.
 * @returns what stands for a column in the rows of a market, by column; those that are not named stay as they are.
 */
export function columnsOfMarket(market: number): ReadonlyMap<string, string> {
  if (market === 0) return new Map();
  const names = new Map([
    ['campaign_id', `campaign_id || '-${market}'`],
    ['template_name', `template_name || '_${market}'`],
    ['contact_country', countryOf(COUNTRIES[market] ?? [])],
    ['account_id', `CASE account_id WHEN '${HOME_ACCOUNT}' THEN '${ACCOUNT_ABROAD}' ELSE account_id END`],
  ]);
  if (market === MARKETS - 1) names.set('endpoint_id', `CASE WHEN endpoint_id IS NOT NULL THEN '${FIFTH_NUMBER}' END`);
  return names;
}

function countryOf(countries: readonly string[]): string {
  const cases = SIMULATED.map((country, place) => `WHEN '${country}' THEN '${countries[place]}'`);
  return `CASE contact_country ${cases.join(' ')} ELSE contact_country END`;
}
