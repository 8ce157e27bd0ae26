-- Description: The buttons that are used, by campaign, template and kind, and by the place they had
-- when they were sent.

-- fail: a row is what its grain says, once
SELECT
  template_key, button_id, position, position_source, button_kind, campaign_id, endpoint_id,
  count(*) AS row_count
FROM metric_button_clicks
GROUP BY template_key, button_id, position, position_source, button_kind, campaign_id, endpoint_id
HAVING count(*) > 1;

-- fail: no more contacts clicked than clicks were counted
SELECT template_key, button_id, position, position_source, clicks, unique_contacts
FROM metric_button_clicks
WHERE unique_contacts > clicks;

-- fail: a click without a place is in no rate
SELECT template_key, button_id, position, position_source, click_rate
FROM metric_button_clicks
WHERE click_rate IS NOT NULL
  AND (position IS NULL OR position_source <> 'snapshot' OR NOT is_observable);

-- warn: a click rate is at most 1
SELECT template_key, button_id, position, position_source, click_rate
FROM metric_button_clicks
WHERE click_rate > 1;

-- warn: most clicks and forms have a place: the business reports what it sends
SELECT
  sum(clicks) AS clicks,
  sum(CASE WHEN position IS NULL THEN clicks ELSE 0 END) AS without_place
FROM metric_button_clicks
WHERE button_kind <> 'link'
HAVING sum(CASE WHEN position IS NULL THEN clicks ELSE 0 END) * 2 > sum(clicks);

-- warn: each kind of button that is used is known
SELECT button_kind, sum(clicks) AS clicks
FROM metric_button_clicks
WHERE clicks > 0
  AND button_kind NOT IN (
    'template_quick_reply', 'button_reply', 'list_reply', 'flow_submit', 'link')
GROUP BY button_kind;
