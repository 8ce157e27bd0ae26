import type { Button, ClickTruth, MessageTruth } from '../../domain/simulate/truth.ts';
import { timestamp } from './facts.ts';
import { outboundOf } from './messages.ts';
import { ofKind, type Row, type Story } from './story.ts';

export interface Click {
  readonly truth: ClickTruth;
  readonly message: MessageTruth | undefined;
  readonly template: string | null;
  readonly campaign: string | null;
  readonly category: string | null;
  readonly position: number | null;
  readonly positionSource: 'snapshot' | 'ambiguous' | 'no_snapshot';
}

/** Taps and observed clicks, each where the message as sent says the button stood. */
export function clicksOf(story: Story): readonly Click[] {
  const sent = new Map(outboundOf(story).map((message) => [message.truth.id, message]));
  return ofKind(story, 'click').map((truth) => {
    const message = truth.messageId === null ? undefined : sent.get(truth.messageId);
    const { template = null, campaign = null, category = null } = message?.dimensions ?? {};
    return { truth, message: message?.truth, template, campaign, category, ...placeOf(truth, message?.truth) };
  });
}

function placeOf(
  { buttonId }: ClickTruth,
  message: MessageTruth | undefined,
): Pick<Click, 'position' | 'positionSource'> {
  const fitting = message === undefined || buttonId === null ? [] : buttonsNamed(message, buttonId);
  const [only] = fitting;
  if (only === undefined) return { position: null, positionSource: 'no_snapshot' };
  if (fitting.length > 1) return { position: null, positionSource: 'ambiguous' };
  return { position: only.position, positionSource: 'snapshot' };
}

/** Of the message as it was sent; none where nobody said what it had. */
function buttonsNamed({ known }: MessageTruth, id: string): readonly Button[] {
  return known.buttons?.filter((button) => button.id === id) ?? [];
}

export function factClicks(story: Story): Row[] {
  return clicksOf(story).map(({ truth, ...click }) => ({
    clicked_at: timestamp(truth.atMs),
    channel: truth.channel,
    account_id: truth.accountId,
    endpoint_id: truth.numberId,
    contact_country: truth.country,
    message_key: truth.messageId === null ? null : story.keyOf(truth.messageId),
    click_kind: truth.clickKind,
    button_id: truth.buttonId,
    position: click.position,
    position_source: click.positionSource,
    campaign_id: click.campaign,
    template_key: click.template,
    category: click.category,
  }));
}

export function factConsent(story: Story): Row[] {
  return ofKind(story, 'consent').map((truth) => ({
    consent_at: timestamp(truth.atMs),
    contact_country: truth.country,
    channel: truth.channel,
    account_id: truth.accountId,
    endpoint_id: truth.numberId,
    consent_scope: truth.scope,
    is_opt_in: truth.isOptIn,
  }));
}
