import type { Dimension } from '../metrics/definition.ts';

/** The eight tiles of the exec page: the page, its docs and Quick Sight’s dashboard are made from this list. */
export interface Tile {
  /** Unique; its anchor on the page. */
  readonly id: string;
  readonly title: string;
  /** The metrics that it shows, by their ids in domain/metrics, the first one large. */
  readonly metrics: readonly string[];
  /** Which direction is good: what a change is coloured by. `none` has no colour. */
  readonly good: 'up' | 'down' | 'none';
  /** The files of `athena-sql/pages` that it reads, the one of its value first. */
  readonly statements: readonly string[];
  /** What it is for and what to mind, in a sentence or two. */
  readonly text: string;
  /** What it lists beside its value: the members of these dimensions. */
  readonly lists?: {
    readonly by: readonly Dimension[];
    /** Members whose rates are divided by less are left out. */
    readonly least?: number;
  };
}

export const TILES: readonly Tile[] = [
  {
    id: 'messages',
    title: 'Messages sent',
    metrics: ['sent'],
    good: 'none',
    statements: ['exec_messages'],
    text: 'What the business sent in the period, by category. More is neither good nor bad.',
    lists: { by: ['category'] },
  },
  {
    id: 'delivered',
    title: 'Delivered rate',
    metrics: ['delivered_rate', 'delivered'],
    good: 'up',
    statements: ['exec_messages'],
    text: 'The share that reached a device. It does not say that a person saw it.',
  },
  {
    id: 'read',
    title: 'Read rate (a floor)',
    metrics: ['read_rate', 'read'],
    good: 'up',
    statements: ['exec_messages'],
    text: 'At least so many of the delivered messages were read: contacts with read receipts switched off send none.',
  },
  {
    id: 'engaged',
    title: 'Engaged rate',
    metrics: ['engaged_rate', 'engaged_conversations'],
    good: 'up',
    statements: ['exec_messages'],
    text: 'The share of conversations begun by the business in which the contact replied, clicked, ordered or submitted a form.',
  },
  {
    id: 'failed',
    title: 'Failure rate',
    metrics: ['failure_rate', 'failed', 'failed_by_code'],
    good: 'down',
    statements: ['exec_messages', 'exec_failures'],
    text: 'The share that failed and did not arrive after all, with the most frequent causes in words.',
  },
  {
    id: 'unit_cost',
    title: 'Cost per engaged conversation and per reply',
    metrics: ['cost_per_engaged_conversation', 'cost_per_reply'],
    good: 'down',
    statements: ['exec_unit_cost'],
    text: 'All that was spent in the period, answered or not, divided by what came of it.',
  },
  {
    id: 'spend',
    title: 'Billable and spend',
    metrics: ['cost', 'known_cost', 'billable', 'free', 'unknown_charges'],
    good: 'none',
    statements: ['exec_spend', 'exec_missing_rates'],
    text: 'What is charged for and what it costs, by category, per currency, and what of it fell outside the 24-hour window in which service messages are free.',
    lists: { by: ['category'] },
  },
  {
    id: 'top',
    title: 'Top campaigns and templates',
    metrics: ['reply_rate', 'cost', 'cost_per_engaged_conversation'],
    good: 'none',
    statements: ['exec_top_replies', 'exec_top_costs'],
    text: 'By reply rate, of those with at least 30 mature delivered messages, and by cost.',
    lists: { by: ['campaign', 'template'], least: 30 },
  },
];
