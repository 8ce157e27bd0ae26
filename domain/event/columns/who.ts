import { key, text } from './column.ts';

/** The contact, by every alias that the event states. Aliases are joined over time by `contact_bridge`. */
export const WHO = {
  contact_key: key('The contact as this event knows it: by phone number or, where that is withheld, by user id.'),
  contact_key_kind: text('What `contact_key` was made of: `phone` or `bsuid`.'),
  phone_key: key('The phone number in canonical form.'),
  bsuid_key: key('The business-scoped user id.'),
  parent_bsuid_key: key('The user id in the scope of the parent business.'),
  username_key: key('The user name.'),
  previous_phone_key: key('In a change of identity: the phone number that was given up.'),
  previous_bsuid_key: key('In a change of identity: the user id before.'),
  previous_parent_bsuid_key: key('In a change of identity: the parent’s user id before.'),
  contact_country: text('Country of the contact, ISO 3166-1 alpha-2.'),
  contact_country_source: text('Where the country was read: `phone` (calling code) or `bsuid` (its prefix).'),
  group_key: key('The group that the message belongs to.'),
};
