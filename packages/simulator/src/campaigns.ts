import { byShare } from './distributions.ts';
import { localDay } from './eras.ts';
import type { Rng } from './rng.ts';
import type { Button, Purpose } from './truth.ts';
import type { Account, BusinessNumber } from './world.ts';

export type TemplateCategory = 'marketing' | 'utility' | 'authentication';

export interface Campaign {
  readonly id: string;
  readonly template: Template;
  readonly version: string;
  readonly number: BusinessNumber;
  readonly experimentId: string | null;
  readonly costTag: string | null;
  /** By which way the lake gets to know of it. */
  readonly reportedBy: 'send' | 'callback' | 'both' | 'none';
  readonly buttons: readonly Button[] | null;
}

interface Template {
  readonly name: string;
  readonly category: TemplateCategory;
  readonly buttons: readonly (readonly [Button['kind'], string])[];
}

function template(name: string, category: TemplateCategory, ...buttons: Template['buttons']): Template {
  return { name, category, buttons };
}

const MORE = ['quick_reply', 'more'] as const;
const BUY = ['quick_reply', 'buy-now'] as const;
const SHOP = ['url', 'shop'] as const;

const MARKETING = [
  template('spring_sale', 'marketing', BUY, MORE, SHOP),
  template('new_arrivals', 'marketing', MORE, SHOP),
  template('weekend_offer', 'marketing', BUY, SHOP),
  template('back_in_stock', 'marketing', BUY, ['quick_reply', 'not-now']),
  template('visit_our_shop', 'marketing', ['flow', 'book-a-visit'], MORE),
  template('whole_range', 'marketing', ['catalog', 'open-catalogue']),
  // Two with the same id: nothing shows which was clicked.
  template('two_collections', 'marketing', MORE, MORE, SHOP),
] as const;

const UTILITY = [
  template('order_update', 'utility', ['quick_reply', 'track'], ['quick_reply', 'help']),
  template('delivery_note', 'utility', ['url', 'map']),
  template('payment_due', 'utility', ['quick_reply', 'paid'], ['quick_reply', 'help']),
] as const;

const AUTHENTICATION = template('login_code', 'authentication');

/** With their shares of the traffic. */
export type Calendar = readonly (readonly [share: number, campaign: Campaign])[];

interface Month {
  readonly calendar: Calendar;
  readonly utility: Campaign;
}

/** The campaigns of an account by month: two that sell, and what is always on. */
export class Campaigns {
  private readonly months = new Map<string, Month>();
  private readonly rng: Rng;

  constructor(rng: Rng) {
    this.rng = rng;
  }

  at(account: Account, atMs: number): Calendar {
    return this.monthOf(account, atMs).calendar;
  }

  /** The campaign for order updates and other service notices. */
  utilityAt(account: Account, atMs: number): Campaign {
    return this.monthOf(account, atMs).utility;
  }

  private monthOf(account: Account, atMs: number): Month {
    const month = localDay(account.zone, atMs).slice(0, 7);
    const key = `${account.id} ${month}`;
    const known = this.months.get(key);
    if (known) return known;
    const made = monthWith(this.rng, account, month);
    this.months.set(key, made);
    return made;
  }
}

function monthWith(rng: Rng, account: Account, month: string): Month {
  const first = rng.between(0, MARKETING.length - 1);
  const second = (first + rng.between(1, MARKETING.length - 1)) % MARKETING.length;
  const of = (place: number) => MARKETING[place] ?? MARKETING[0];
  const utility = campaign(rng, account, month, rng.pick(UTILITY));
  const calendar = [
    [0.3, campaign(rng, account, month, of(first))],
    [0.2, campaign(rng, account, month, of(second))],
    [0.35, utility],
    [0.15, campaign(rng, account, month, AUTHENTICATION)],
  ] as const;
  return { calendar, utility };
}

const REPORTED_BY = [
  [0.55, 'send'],
  [0.2, 'callback'],
  [0.1, 'both'],
  [0.15, 'none'],
] as const;

/** Templates are edited: from then on their buttons stand in another order. */
const SECOND_VERSION_FROM = '2026-02';

function campaign(rng: Rng, account: Account, month: string, made: Template): Campaign {
  const isSecond = month >= SECOND_VERSION_FROM;
  const buttons = isSecond ? made.buttons.toReversed() : made.buttons;
  return {
    id: `${made.name.replaceAll('_', '-')}-${account.home.toLowerCase()}-${month}`,
    template: made,
    version: isSecond ? '2' : '1',
    number: rng.pick(account.numbers),
    experimentId: made.category === 'marketing' && rng.chance(0.5) ? 'headline' : null,
    costTag: rng.pick(['crm', 'shop', null]),
    reportedBy: byShare(rng, REPORTED_BY),
    buttons: buttons.length === 0 ? null : buttons.map(([kind, id], index) => ({ kind, id, position: index + 1 })),
  };
}

/** What a message of the campaign is for. */
export function purposeOf(rng: Rng, campaign: Campaign, language: string): Purpose {
  return {
    campaignId: campaign.id,
    templateName: campaign.template.name,
    templateLanguage: language,
    templateVersion: campaign.version,
    templateCategory: campaign.template.category,
    experimentId: campaign.experimentId,
    experimentArm: campaign.experimentId === null ? null : rng.pick(['a', 'b']),
    costTag: campaign.costTag,
    buttons: campaign.buttons,
  };
}

export const NO_PURPOSE: Purpose = {
  campaignId: null,
  templateName: null,
  templateLanguage: null,
  templateVersion: null,
  templateCategory: null,
  experimentId: null,
  experimentArm: null,
  costTag: null,
  buttons: null,
};

/** The string that Meta echoes: it holds neither the buttons nor the experiment's id. */
export function callbackData(purpose: Purpose, isJson: boolean): string {
  const said = Object.entries({
    campaign_id: purpose.campaignId,
    template_name: purpose.templateName,
    language: purpose.templateLanguage,
    version: purpose.templateVersion,
    category: purpose.templateCategory,
    experiment_arm: purpose.experimentArm,
    cost_tag: purpose.costTag,
  }).filter(([, value]) => value !== null);
  return isJson ? JSON.stringify(Object.fromEntries(said)) : said.map(([name, value]) => `${name}=${value}`).join(';');
}

export function knownByCallback(purpose: Purpose): Purpose {
  return { ...purpose, experimentId: null, buttons: null };
}
