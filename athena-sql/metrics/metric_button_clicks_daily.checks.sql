-- Description: Clicks on buttons, forms and links by day.

-- fail: a row is what its grain says, once
SELECT
  day, template_key, button_id, position, position_source, button_kind, campaign_id, endpoint_id,
  count(*) AS row_count
FROM metric_button_clicks_daily
GROUP BY
  day, template_key, button_id, position, position_source, button_kind, campaign_id, endpoint_id
HAVING count(*) > 1;

-- fail: days add up to the window
WITH days AS (
  SELECT
    template_key, button_id, coalesce(position, 0) AS place, position_source, button_kind,
    campaign_id, endpoint_id,
    sum(clicks) AS clicks
  FROM metric_button_clicks_daily
  GROUP BY 1, 2, 3, 4, 5, 6, 7
)
SELECT days.*, buttons.clicks AS clicks_in_window
FROM days
LEFT JOIN metric_button_clicks AS buttons
  ON buttons.template_key = days.template_key
  AND buttons.button_id = days.button_id
  AND coalesce(buttons.position, 0) = days.place
  AND buttons.position_source = days.position_source
  AND buttons.button_kind = days.button_kind
  AND buttons.campaign_id = days.campaign_id
  AND buttons.endpoint_id = days.endpoint_id
WHERE buttons.clicks IS NULL
  OR buttons.clicks <> days.clicks;
