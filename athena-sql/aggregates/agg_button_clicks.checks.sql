-- Description: Buttons as they were sent, and the clicks on them, over the reporting window.

-- fail: a row is what its grain says, once
SELECT
  template_key, button_id, position, position_source, button_kind, campaign_id, endpoint_id,
  count(*) AS row_count
FROM agg_button_clicks
GROUP BY 1, 2, 3, 4, 5, 6, 7
HAVING count(*) > 1;

-- fail: nobody clicks without a click
SELECT button_id, clicks, unique_contacts
FROM agg_button_clicks
WHERE unique_contacts > clicks;
