import type { Family } from '../families.ts';

/** Which business outcome an event belongs to: revenue signal, support and customer experience, marketing and lifecycle. */
export type Category = 'revenue' | 'support' | 'marketing';

export interface EventTypeDefinition {
  readonly family: Family;
  /** One plain sentence. */
  readonly meaning: string;
  readonly category?: Category;
  /** Other names for the same event, as CRMs send them; one fact must not count under two names. */
  readonly aliases?: readonly string[];
}

type Options = Pick<EventTypeDefinition, 'category' | 'aliases'>;

function of(family: Family) {
  return (meaning: string, options: Options = {}): EventTypeDefinition => ({ family, meaning, ...options });
}

export const messaging = of('messaging');
export const engagement = of('engagement');
export const crm = of('crm');
export const flow = of('flow');
export const account = of('account');
export const unmapped = of('unmapped');
export const lake = of('lake');
