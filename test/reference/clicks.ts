import type { Button, ClickTruth, InboundTruth, MessageTruth } from 'simulator';
import { timestamp } from './facts.ts';
import { outboundOf } from './messages.ts';
import { ofKind, type Row, type Story } from './story.ts';

/** A tap or a click on a link, or a form that was sent. */
type Used = Omit<ClickTruth, 'kind' | 'clickKind'> & { readonly clickKind: ClickTruth['clickKind'] | 'nfm_reply' };

export interface Click {
  readonly truth: Used;
  readonly buttonKind: string;
  readonly buttonId: string | null;
  readonly message: MessageTruth | undefined;
  readonly template: string | null;
  readonly campaign: string | null;
  readonly category: string | null;
  readonly position: number | null;
  readonly positionSource: 'snapshot' | 'ambiguous' | 'no_snapshot';
}

/** Button clicks, forms and observed link clicks, each with the button's position in the message as sent. */
export function clicksOf(story: Story): readonly Click[] {
  const sent = new Map(outboundOf(story).map((message) => [message.truth.id, message]));
  const forms = ofKind(story, 'inbound').filter(({ what }) => what === 'flow_submit');
  return [...ofKind(story, 'click'), ...forms.map(formOf)].map((truth) => {
    const message = truth.messageId === null ? undefined : sent.get(truth.messageId);
    const { template = null, campaign = null, category = null } = message?.dimensions ?? {};
    const place = placeOf(truth, message?.truth);
    return {
      truth,
      buttonKind: kindOf(truth, message?.truth),
      message: message?.truth,
      template,
      campaign,
      category,
      ...place,
    };
  });
}

function formOf({ contextId, ...said }: InboundTruth): Used {
  return { ...said, messageId: contextId, clickKind: 'nfm_reply' };
}

/** As Meta distinguishes them: a template's quick reply from a button that an agent sent. */
function kindOf({ clickKind }: Used, message: MessageTruth | undefined): string {
  if (clickKind === 'nfm_reply') return 'flow_submit';
  if (clickKind === 'list_row') return 'list_reply';
  if (clickKind !== 'quick_reply') return 'link';
  return message?.isFreeForm ? 'button_reply' : 'template_quick_reply';
}

function placeOf(
  { buttonId, clickKind }: Used,
  message: MessageTruth | undefined,
): Pick<Click, 'buttonId' | 'position' | 'positionSource'> {
  const isMeant = ({ id, kind }: Button) => (clickKind === 'nfm_reply' ? kind === 'flow' : id === buttonId);
  // Of the message as it was sent; none where nobody said what it had.
  const fitting = message?.known.buttons?.filter(isMeant) ?? [];
  const [only] = fitting;
  if (only === undefined) return { buttonId, position: null, positionSource: 'no_snapshot' };
  if (fitting.length > 1) return { buttonId, position: null, positionSource: 'ambiguous' };
  return { buttonId: only.id, position: only.position, positionSource: 'snapshot' };
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
    button_kind: click.buttonKind,
    button_id: click.buttonId,
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
