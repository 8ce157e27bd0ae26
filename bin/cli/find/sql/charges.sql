-- What the message costs, in millionths of the currency's unit. Keys: of messages.
SELECT
  charged_at,
  charge_kind,
  category,
  market,
  pricing_type,
  cost_micros,
  currency,
  cost_source
FROM fact_billing_events
WHERE message_key IN ('' /* keys */)
ORDER BY
  charged_at,
  charge_key
