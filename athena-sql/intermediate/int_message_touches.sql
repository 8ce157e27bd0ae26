-- Grain: one row per message (message_key), inbound or outbound, that can be placed in time; with the message that went to the
-- person from the same number last before it, or is it itself: the touch.
-- What failed, or was only recorded, touches nobody. Of one instant, what came in stands first: it does not answer what was
-- sent in the same second; of two sent in one, the greater key is the later. A group's messages, and those of a contact whom
-- nobody knows, stand alone.
CREATE OR REPLACE VIEW int_message_touches AS
WITH contacts AS (
  SELECT * FROM int_message_contacts
),
talk AS (
  SELECT
    *,
    CASE WHEN is_of_group OR person_key IS NULL THEN message_key END AS alone_key,
    -- Ordered by its first two parts. No part is NULL: Trino does not compare such rows.
    CASE WHEN direction = 'outbound' AND state NOT IN ('failed', 'recorded') THEN CAST(ROW(message_at, message_key, is_creditable,
      is_talk, coalesce(acceptance_stated_at, TIMESTAMP '9999-12-31 00:00:00'), coalesce(campaign_id, ''), coalesce(template_key, ''),
      coalesce(category, '')) AS ROW(touched_at timestamp, message_key varchar, is_creditable boolean, is_talk boolean,
      acceptance_stated_at timestamp, campaign_id varchar, template_key varchar, category varchar)) END AS touch
  FROM (SELECT * FROM contacts UNION ALL SELECT * FROM contacts WHERE FALSE) AS whole -- int_alias_persons says why
  WHERE direction IN ('inbound', 'outbound') AND message_at IS NOT NULL
),
touched AS (
  SELECT
    *,
    max(CASE WHEN is_talk THEN message_at END) OVER (in_order ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS previous_talk_at,
    max(touch) OVER in_order AS last_touch
  FROM talk
  WINDOW in_order AS (PARTITION BY alone_key, person_key, channel, endpoint_id ORDER BY message_at, direction, message_key)
)
SELECT
  message_key, direction, channel, account_id, endpoint_id, contact_key, person_key, contact_country, is_of_group, is_talk, message_at,
  accepted_at, acceptance_stated_at, state, is_creditable, response_kind, reply_kind, reply_to_key, campaign_id, template_key, category,
  -- The last one before it that is part of a conversation, for where fact_conversations begins the next.
  previous_talk_at,
  last_touch.message_key AS touch_message_key,
  last_touch.touched_at AS touched_at,
  last_touch.is_creditable AS touch_is_creditable,
  last_touch.is_talk AS touch_is_talk,
  nullif(last_touch.acceptance_stated_at, TIMESTAMP '9999-12-31 00:00:00') AS touch_acceptance_stated_at,
  nullif(last_touch.campaign_id, '') AS touch_campaign_id,
  nullif(last_touch.template_key, '') AS touch_template_key,
  nullif(last_touch.category, '') AS touch_category
FROM touched
