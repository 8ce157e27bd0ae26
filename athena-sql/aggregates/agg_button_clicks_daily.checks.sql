-- Description: Clicks on buttons by day.

-- fail: a row is what its grain says, once
SELECT
  day, template_key, button_id, position, position_source, button_kind, campaign_id, endpoint_id,
  count(*) AS row_count
FROM agg_button_clicks_daily
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
HAVING count(*) > 1;
