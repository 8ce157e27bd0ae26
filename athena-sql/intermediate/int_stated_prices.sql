-- Grain: one row per message and recipient (as in fact_message_status) that has a price in a
-- vendor's status.
-- Winner: the greatest stated price, then the greatest currency's name; a price that is stated on
-- two statuses is one.
-- An amount is in the currency's smallest unit, whose digits are those of CLDR
-- (domain/sources/meta/amounts.ts counts the same).
CREATE OR REPLACE VIEW int_stated_prices AS
WITH stated AS (
  SELECT
    message_key,
    CASE WHEN recipient_type = 'group' THEN coalesce(contact_key, '') ELSE '' END AS recipient_key,
    currency,
    amount_minor * CASE
      WHEN currency IN (
        'AFN', 'ALL', 'BIF', 'CLP', 'COP', 'DJF', 'GNF', 'HUF', 'IDR', 'IQD', 'IRR', 'ISK', 'JPY',
        'KMF', 'KPW', 'KRW', 'LAK', 'LBP', 'MGA', 'MMK', 'PKR', 'PYG', 'RWF', 'SLL', 'SOS', 'SYP',
        'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF', 'YER'
      ) THEN 1000000
      WHEN currency IN ('BHD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000
      ELSE 10000
    END AS price_micros
  FROM int_window_events
  WHERE family = 'messaging'
    AND event_type IN ('message_sent', 'message_delivered', 'message_read', 'message_played')
    AND message_key IS NOT NULL
    AND amount_minor IS NOT NULL
    AND currency IS NOT NULL
),
ranked AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY message_key, recipient_key ORDER BY price_micros DESC, currency DESC
    ) AS price_rank
  FROM stated
)
SELECT
  message_key,
  recipient_key,
  price_micros,
  currency
FROM ranked
WHERE price_rank = 1
