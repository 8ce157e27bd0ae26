import type { MessageTruth, StatusTruth } from 'simulator';
import type { Dimensions } from './slices.ts';
import { ofKind, type Story } from './story.ts';

/** A message of the business, as far as any event reported it. */
export interface Outbound {
  readonly truth: MessageTruth;
  readonly dimensions: Dimensions;
  /** When it counts as sent; null where it was only recorded or echoed. */
  readonly acceptedAtMs: number | null;
  /** When the vendor said that it took it; null where only a later status was reported. */
  readonly acceptanceAtMs: number | null;
  /** Stated, or implied by reading or playing. */
  readonly deliveredAtMs: number | null;
  readonly isRead: boolean;
  readonly isPlayed: boolean;
  /** It failed, and did not arrive after all. */
  readonly isFailed: boolean;
  readonly errorCode: number | null;
  /** Whether a reply may be attributed to it: a campaign's or template's, by what the lake knows. */
  readonly isOfCampaign: boolean;
}

export function outboundOf(story: Pick<Story, 'truths'>): readonly Outbound[] {
  return ofKind(story, 'message').map(outbound);
}

export function outbound(truth: MessageTruth): Outbound {
  const statuses = statusesOf(truth);
  const firstStatusMs = earliest([
    statuses.sentAtMs,
    statuses.deliveredAtMs,
    statuses.readAtMs,
    statuses.playedAtMs,
    statuses.failedAtMs,
  ]);
  const deliveredAtMs = statuses.deliveredAtMs ?? statuses.readAtMs ?? statuses.playedAtMs;
  const dimensions = dimensionsOf(truth);
  return {
    truth,
    dimensions,
    acceptedAtMs: statuses.sentAtMs ?? firstStatusMs,
    acceptanceAtMs: statuses.sentAtMs,
    deliveredAtMs,
    isRead: (statuses.readAtMs ?? statuses.playedAtMs) !== null,
    isPlayed: statuses.playedAtMs !== null,
    isFailed: statuses.failedAtMs !== null && deliveredAtMs === null,
    errorCode: statuses.errorCode,
    isOfCampaign:
      dimensions.campaign !== null ||
      dimensions.template !== null ||
      CAMPAIGN_CATEGORIES.has(dimensions.category ?? ''),
  };
}

/** Free-form messages are `service`; in the window of an ad nothing but the price's name for it is stated. */
const CAMPAIGN_CATEGORIES: ReadonlySet<string> = new Set([
  'marketing',
  'marketing_lite',
  'utility',
  'authentication',
  'authentication_international',
  'group_marketing',
  'group_utility',
]);

/** A message to a group has the first of each status that any participant has. */
function statusesOf({ participants, ...own }: MessageTruth): StatusTruth {
  const of = (name: keyof StatusTruth) => [own, ...participants].map((one) => one[name]);
  return {
    sentAtMs: earliest(of('sentAtMs')),
    deliveredAtMs: earliest(of('deliveredAtMs')),
    readAtMs: earliest(of('readAtMs')),
    playedAtMs: earliest(of('playedAtMs')),
    failedAtMs: earliest(of('failedAtMs')),
    // Which of several codes of one message counts nobody defined but the rule for all facts: the greatest.
    errorCode: of('errorCode').reduce((most, code) => (most === null || (code ?? 0) > most ? code : most), null),
  };
}

export function earliest(times: readonly (number | null)[]): number | null {
  const stated = times.filter((time) => time !== null);
  return stated.length === 0 ? null : Math.min(...stated);
}

function dimensionsOf({ known, pricing, participants, ...truth }: MessageTruth): Dimensions {
  const ofParticipants = participants.flatMap((one) => (one.pricing === null ? [] : [one.pricing.category])).sort();
  return {
    campaign: known.campaignId,
    template: templateKey(known),
    category: pricing?.category ?? ofParticipants.at(-1) ?? known.templateCategory,
    country: truth.country,
    number: truth.numberId,
    channel: truth.channel,
  };
}

export function templateKey({ templateName, templateLanguage }: MessageTruth['known']): string | null {
  return templateName === null ? null : `${templateName}/${templateLanguage ?? ''}`;
}
