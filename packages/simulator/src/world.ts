import type { Country } from './phones.ts';

/** A number of the business's own. */
export interface BusinessNumber {
  readonly id: string;
  readonly display: string;
  /** Also used from the WhatsApp Business app: what agents write there is echoed. */
  readonly isOnPhone: boolean;
}

export interface Account {
  readonly id: string;
  /** Days and months of charges are those of this zone. */
  readonly zone: string;
  readonly currency: string;
  readonly home: Country;
  readonly numbers: readonly [BusinessNumber, ...BusinessNumber[]];
  /** Where its contacts live, with their shares. */
  readonly countries: readonly (readonly [number, Country])[];
  readonly languages: Readonly<Partial<Record<Country, readonly [string, ...string[]]>>>;
}

function number(id: string, display: string, isOnPhone = false): BusinessNumber {
  return { id, display, isOnPhone };
}

/** Two invented accounts of one business; area code 555 is nobody's. */
export const ACCOUNTS: readonly [Account, Account] = [
  {
    id: '219000000000101',
    zone: 'Asia/Kolkata',
    currency: 'INR',
    home: 'IN',
    numbers: [number('319000000000101', '15550783901'), number('319000000000102', '15550783902')],
    countries: [
      [0.88, 'IN'],
      [0.07, 'US'],
      [0.05, 'CA'],
    ],
    languages: { IN: ['en', 'en', 'hi'] },
  },
  {
    id: '102290129340398',
    zone: 'America/Sao_Paulo',
    currency: 'USD',
    home: 'BR',
    numbers: [number('106540352242922', '15550783881'), number('106540352242923', '15550783882', true)],
    countries: [
      [0.5, 'BR'],
      [0.27, 'NG'],
      [0.15, 'US'],
      [0.08, 'CA'],
    ],
    languages: { BR: ['pt_BR'], NG: ['en'], US: ['en_US', 'en_US', 'es'], CA: ['en_US', 'fr'] },
  },
];
