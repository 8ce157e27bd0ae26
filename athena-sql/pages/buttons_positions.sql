-- Grain: one row per template and position of its buttons that report clicks: the rate as in
-- buttons_clicks, and Wilson's score interval for it (95 %; each delivered message is one trial).
-- The 30 templates with most delivered messages.
-- `verdict`: `best` only where the interval lies above that of every other position; at the first
-- place `not distinguishable` where it does not; `only` where there is one position.
-- `labels`: different buttons at the position. With one, position and label cannot be separated.
WITH counted AS (
  SELECT
    coalesce(place.template_key, 'unknown') AS template_key, place.position,
    count(DISTINCT place.button_id) AS labels,
    count(DISTINCT place.message_key) AS delivered,
    count(click.event_key) AS clicks,
    count(DISTINCT coalesce(person_key, contact_key)) AS clickers,
    1.959963984540054e0 AS z
  FROM int_sent_button_places AS place
  LEFT JOIN fact_clicks AS click ON click.message_key = place.message_key
    AND click.position = place.position
    AND coalesce(click.button_id, '') = coalesce(place.button_id, '')
  WHERE is_delivered AND is_observable
    AND day BETWEEN DATE '2026-11-01' /* from */ AND DATE '2026-11-28' /* through */
    AND '' /* number */ IN ('', coalesce(place.endpoint_id, 'unknown'))
    AND '' /* campaign */ IN ('', coalesce(place.campaign_id, 'unknown'))
    AND '' /* category */ IN ('', coalesce(place.category, 'unknown'))
    AND '' /* country */ IN ('', coalesce(place.contact_country, 'unknown'))
    AND '' /* channel */ IN ('', coalesce(place.channel, 'unknown'))
  GROUP BY 1, 2
),
shares AS (
  SELECT *, CAST(delivered AS double) AS n, least(CAST(clickers AS double) / delivered, 1e0) AS p,
    sum(delivered) OVER (PARTITION BY template_key) AS of_template
  FROM counted
),
bounds AS (
  SELECT *,
    (p + z * z / (2e0 * n)) / (1e0 + z * z / n) AS centre,
    z * sqrt(p * (1e0 - p) / n + z * z / (4e0 * n * n)) / (1e0 + z * z / n) AS half
  FROM shares
),
ranked AS (
  SELECT *,
    row_number() OVER (PARTITION BY template_key ORDER BY p DESC, centre - half DESC, position)
      AS place,
    count(*) OVER (PARTITION BY template_key) AS places,
    max(centre + half) OVER (PARTITION BY template_key ORDER BY p DESC, centre - half DESC, position
      ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS highest_of_others,
    dense_rank() OVER (ORDER BY of_template DESC, template_key) AS template_place
  FROM bounds
)
SELECT
  template_place, ranked.template_key,
  concat(template_name, coalesce(concat(' (', template_language, ')'), '')) AS label,
  place, position, labels, delivered, clicks, clickers,
  CAST(clickers AS double) / delivered AS click_rate, delivered AS click_rate_of,
  greatest(centre - half, 0e0) AS rate_low, least(centre + half, 1e0) AS rate_high,
  CASE WHEN places = 1 THEN 'only' WHEN place > 1 THEN NULL
    WHEN centre - half > highest_of_others THEN 'best' ELSE 'not distinguishable' END AS verdict
FROM ranked LEFT JOIN dim_template ON dim_template.template_key = ranked.template_key
WHERE template_place <= 30
ORDER BY template_place, place
