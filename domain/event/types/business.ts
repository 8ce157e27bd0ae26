import { account, crm, flow, lake, unmapped } from './definition.ts';

/** What a CRM, shop or desk reports about the same contacts. */
export const CRM = {
  conversation_opened: crm('A conversation began.', { category: 'revenue' }),
  conversation_resolved: crm('A conversation was closed.'),
  catalog_viewed: crm('A contact looked at products.', { category: 'revenue' }),
  payment_link_sent: crm('The business sent a link to pay.', { category: 'revenue' }),
  payment_link_clicked: crm('A contact followed a link to pay.', { category: 'revenue' }),
  order_confirmed: crm('A sale was made.', { category: 'revenue' }),
  ticket_created: crm('A case for support was opened.', { category: 'support' }),
  agent_assigned: crm('Somebody was put in charge of a conversation or case.', { category: 'support' }),
  first_response: crm('An agent answered for the first time; the vendor’s own figure, never averaged with ours.', {
    category: 'support',
    aliases: ['first_response_time'],
  }),
  ticket_resolved: crm('A case was solved.', { category: 'support' }),
  csat_submitted: crm('A contact rated the service.', { category: 'support' }),
  reengagement_triggered: crm('An automation wrote to a contact who had gone quiet.', { category: 'marketing' }),
  web_session_started: crm('A contact opened the website.'),
  app_launched: crm('A contact opened the app.'),
};

/** What happens inside a form. */
export const FLOW = {
  flow_status_changed: flow('A form was published, throttled, blocked or retired.'),
  flow_alerted: flow('A form’s errors, latency or availability crossed a bound, or came back.'),
};

/** What happens to the business’s own account, numbers, templates and groups. */
export const ACCOUNT = {
  template_status_changed: account('A template was approved, rejected, paused or otherwise changed state.'),
  template_quality_changed: account('A template’s quality score changed.'),
  template_category_changed: account('A template was, or will be, moved to another category, and price.'),
  template_components_changed: account('A template’s text or buttons were changed.'),
  number_quality_changed: account('A number’s quality or limit changed.'),
  number_name_changed: account('A number’s display name was decided on.'),
  account_limits_changed: account('The account may send more, or less.'),
  account_changed: account('Something about the account changed; `new_state` says what.'),
  account_alerted: account('Meta warned about the account.'),
  account_reviewed: account('Meta’s review of the account ended.'),
  account_settings_changed: account('A setting of the account or a number changed.'),
  account_error_reported: account('Meta reported an error that belongs to no message.'),
  security_changed: account('A security setting of a number changed.'),
  group_changed: account('A group was made, changed, joined, left or ended.'),
  payment_configuration_changed: account('A way to be paid was set up or changed.'),
  business_username_changed: account('A user name of the business changed state.'),
  partner_changed: account('A partner solution changed state.'),
  history_handed_over: account(
    'The WhatsApp Business app handed over a piece of its past talks, or refused to; `measured` says how many percent.',
  ),
};

/** What the lake says of itself; `events` does not hold it. */
export const LAKE = {
  duplicates_refused: lake(
    'A delivery brought `item_count` items again that the lake had; they were not stored a second time.',
  ),
};

export const OTHER = {
  unmapped: unmapped('The vendor reported something whose meaning is not in this dictionary yet.'),
};
