export type Country = 'US' | 'CA' | 'IN' | 'BR' | 'NG';

/** Area codes; exchange 555 behind them belongs to nobody who has a telephone. */
const UNITED_STATES =
  '202 206 212 213 214 215 216 303 305 312 313 314 401 404 412 415 503 504 512 602 612 615 617 619 702 713 801 808 816 904';
const CANADA = '416 514 604 613';

interface Pattern {
  readonly beginnings: readonly string[];
  /** Digits behind the beginning. */
  readonly digits: number;
}

/**
 * Numbers that read as one of the country and are nobody's. Outside North America no range is set aside that is large
 * enough (Ofcom's has a thousand), so an area code or operator's code is taken that is not given out: India's 5555,
 * Brazil's area 20, Nigeria's 755. Brazil's are mobiles of nine digits, for WhatsApp's ids leave out the ninth.
 */
const PATTERNS: Readonly<Record<Country, Pattern>> = {
  US: { beginnings: UNITED_STATES.split(' ').map((area) => `1${area}555`), digits: 4 },
  CA: { beginnings: CANADA.split(' ').map((area) => `1${area}555`), digits: 4 },
  IN: { beginnings: ['915555'], digits: 6 },
  BR: { beginnings: ['5520980'], digits: 6 },
  NG: { beginnings: ['2347550'], digits: 6 },
};

/** Prime to every number of patterns' numbers: each number comes once, and neighbours are not counted up. */
const STEP = 7_919;

/** The number at the place (from 0) of those that the country has, or null when it has no more. International digits. */
export function inventedPhone(country: Country, place: number): string | null {
  const { beginnings, digits } = PATTERNS[country];
  const ofOne = 10 ** digits;
  const capacity = beginnings.length * ofOne;
  if (place >= capacity) return null;
  const scattered = (place * STEP) % capacity;
  const beginning = beginnings[Math.floor(scattered / ofOne)] ?? '';
  return `${beginning}${String(scattered % ofOne).padStart(digits, '0')}`;
}

/** The id that WhatsApp gave to Brazil's older accounts: without the ninth digit. */
export function withoutNinthDigit(phone: string): string {
  return phone.replace(/^(55\d\d)9(\d{8})$/, '$1$2');
}
