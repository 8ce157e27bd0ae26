import type { InboundTruth, MessageTruth } from 'simulator';
import { conversationsOf } from './conversations.ts';
import { outboundOf } from './messages.ts';
import { latencySeconds, repliesOf } from './replies.ts';
import type { Row, Story } from './story.ts';

/** As Athena writes a timestamp. */
export function timestamp(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString().replace('T', ' ').replace('Z', '');
}

/** The messages of the business in fact_messages. */
export function factMessages(story: Story): Row[] {
  return outboundOf(story).map(({ truth, dimensions, acceptedAtMs, deliveredAtMs, ...message }) => ({
    message_key: story.keyOf(truth.id),
    channel: truth.channel,
    account_id: truth.accountId,
    endpoint_id: truth.numberId,
    contact_country: truth.country,
    campaign_id: dimensions.campaign,
    template_key: dimensions.template,
    category: dimensions.category,
    accepted_at: timestamp(acceptedAtMs),
    delivered_at: timestamp(deliveredAtMs),
    error_code: message.errorCode,
    state: stateOf({ truth, acceptedAtMs, deliveredAtMs, ...message }),
    is_creditable: message.isOfCampaign && !message.isFailed,
  }));
}

function stateOf(
  message: Omit<ReturnType<typeof outboundOf>[number], 'dimensions' | 'errorCode' | 'isOfCampaign' | 'acceptanceAtMs'>,
): string {
  if (message.isPlayed) return 'played';
  if (message.isRead) return 'read';
  if (message.deliveredAtMs !== null) return 'delivered';
  if (message.isFailed) return 'failed';
  if (message.acceptedAtMs !== null) return 'sent';
  return message.truth.echoedAtMs === null ? 'recorded' : 'echoed';
}

export function factReplies(story: Story): Row[] {
  return repliesOf(story).map((reply) => {
    const { truth, method, attributedId, attributed } = reply;
    const attributedAtMs = attributed?.acceptedAtMs ?? null;
    return {
      message_key: story.keyOf(truth.id),
      channel: truth.channel,
      account_id: truth.accountId,
      endpoint_id: truth.numberId,
      received_at: timestamp(truth.atMs),
      response_kind: RESPONSE_KINDS[truth.what],
      reply_kind: replyKind(truth, attributed?.truth),
      credited_message_key: attributedId === null ? null : story.keyOf(attributedId),
      method,
      credited_at: timestamp(attributedAtMs),
      latency_seconds: latencySeconds(reply),
    };
  });
}

/** Meta's word for an interactive answer; a template's button is not one. */
function replyKind({ what }: InboundTruth, answered: MessageTruth | undefined): string | null {
  if (what === 'list_row') return 'list_reply';
  if (what === 'flow_submit') return 'nfm_reply';
  return what === 'tap' && answered?.isFreeForm ? 'button_reply' : null;
}

const RESPONSE_KINDS: Readonly<Record<InboundTruth['what'], string>> = {
  text: 'reply',
  image: 'reply',
  audio: 'reply',
  tap: 'click',
  list_row: 'click',
  flow_submit: 'flow_submit',
  order: 'order',
};

export function factConversations(story: Story): Row[] {
  return conversationsOf(story).map(({ dimensions, ...talk }) => ({
    conversation_key: story.keyOf(talk.firstId),
    channel: dimensions.channel,
    account_id: talk.accountId,
    endpoint_id: dimensions.number,
    started_at: timestamp(talk.startedAtMs),
    ended_at: timestamp(talk.endedAtMs),
    started_by: talk.startedBy,
    opening_message_key: talk.openingId === null ? null : story.keyOf(talk.openingId),
    outbound_messages: talk.outboundMessages,
    inbound_messages: talk.inboundMessages,
    is_engaged: talk.isEngaged,
    is_attributed: talk.attributedReplies > 0,
    attributed_replies: talk.attributedReplies,
    campaign_id: dimensions.campaign,
    template_key: dimensions.template,
    category: dimensions.category,
    contact_country: dimensions.country,
  }));
}
