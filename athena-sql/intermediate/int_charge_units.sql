-- Grain: one row per message of the business that was delivered; of a message to a group, one per
-- participant it reached.
-- Nothing else is ever charged: not what failed or is under way, nor what contacts wrote, nor
-- reactions, nor what was echoed from the business's phone. Delivery implied by reading counts,
-- because Meta then omits it.
-- `charge_day` is the day of delivery in the account's zone: one instant may fall on two days, with
-- two tariffs, for two accounts. Zone, currency and portfolio are those of `billing_accounts`, else
-- of the settings.
CREATE OR REPLACE VIEW int_charge_units AS
WITH participants AS (
  SELECT
    message_key,
    coalesce(contact_key, '') AS recipient_key,
    coalesce(
      min(CASE event_type WHEN 'message_delivered' THEN event_at END),
      min(CASE event_type WHEN 'message_read' THEN event_at END),
      min(CASE event_type WHEN 'message_played' THEN event_at END)
    ) AS delivered_at,
    max(contact_key) AS contact_key,
    max(contact_country) AS contact_country,
    max(pricing_category) AS pricing_category,
    max(pricing_type) AS pricing_type,
    max(pricing_model) AS pricing_model
  FROM int_window_events
  WHERE family = 'messaging' AND message_key IS NOT NULL AND recipient_type = 'group'
    AND event_type IN ('message_queued', 'message_sent', 'message_delivered', 'message_read',
      'message_played', 'message_failed')
  GROUP BY message_key, coalesce(contact_key, '')
),
units AS (
  SELECT
    m.message_key, coalesce(p.recipient_key, '') AS recipient_key,
    m.conversation_id, m.source, m.channel, m.account_id, m.endpoint_id, m.campaign_id,
    m.template_key, coalesce(p.contact_key, m.contact_key) AS contact_key,
    CASE WHEN m.recipient_type = 'group' THEN p.contact_country ELSE m.contact_country END
      AS contact_country,
    replace(lower(coalesce(p.pricing_category, m.category)), '-', '_') AS category,
    coalesce(p.pricing_category, m.pricing_category) IS NOT NULL AS category_is_priced,
    coalesce(p.pricing_type, m.pricing_type) AS pricing_type,
    coalesce(p.pricing_model, m.pricing_model) AS pricing_model,
    CASE WHEN m.recipient_type = 'group' THEN p.delivered_at ELSE m.delivered_at END AS charged_at
  FROM int_messages m
  LEFT JOIN participants p
    ON p.message_key = CASE WHEN m.recipient_type = 'group' THEN m.message_key END
  WHERE m.direction = 'outbound'
    AND coalesce(m.message_type, '') <> 'reaction'
    AND m.echoed_at IS NULL
)
SELECT
  u.*,
  CAST(at_timezone(with_timezone(u.charged_at, 'UTC'), coalesce(a.time_zone, s.billing_zone))
    AS date) AS charge_day,
  coalesce(a.currency, s.billing_currency) AS currency,
  coalesce(a.portfolio_id, u.account_id) AS portfolio_id
FROM units u
CROSS JOIN stg_reporting_settings s
LEFT JOIN stg_account_terms a ON a.account_id = u.account_id
WHERE u.charged_at IS NOT NULL
