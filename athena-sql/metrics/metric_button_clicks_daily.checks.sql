-- Description: Taps on buttons by day.

-- fail: a row is what its grain says, once
SELECT day, template_key, button_id, position, position_source, count(*) AS row_count
FROM metric_button_clicks_daily
GROUP BY day, template_key, button_id, position, position_source
HAVING count(*) > 1;

-- fail: days add up to the window
WITH days AS (
  SELECT template_key, button_id, coalesce(position, 0) AS place, position_source, sum(clicks) AS clicks
  FROM metric_button_clicks_daily
  GROUP BY template_key, button_id, coalesce(position, 0), position_source
)
SELECT days.*, buttons.clicks AS clicks_in_window
FROM days
LEFT JOIN metric_button_clicks AS buttons
  ON buttons.template_key = days.template_key
  AND buttons.button_id = days.button_id
  AND coalesce(buttons.position, 0) = days.place
  AND buttons.position_source = days.position_source
WHERE buttons.clicks IS NULL
  OR buttons.clicks <> days.clicks;
