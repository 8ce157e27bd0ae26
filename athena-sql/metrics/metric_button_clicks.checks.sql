-- Description: Which buttons of which templates are tapped, by the place they had when they were sent.

-- fail: a row is what its grain says, once
SELECT template_key, button_id, position, position_source, count(*) AS row_count
FROM metric_button_clicks
GROUP BY template_key, button_id, position, position_source
HAVING count(*) > 1;

-- fail: no more contacts tapped than taps were counted
SELECT template_key, button_id, position, position_source, clicks, unique_contacts
FROM metric_button_clicks
WHERE unique_contacts > clicks;

-- fail: a tap without a place is in no rate
SELECT template_key, button_id, position, position_source, click_rate
FROM metric_button_clicks
WHERE click_rate IS NOT NULL
  AND (position IS NULL OR position_source <> 'snapshot' OR NOT is_observable);

-- warn: a click rate is at most 1
SELECT template_key, button_id, position, position_source, click_rate
FROM metric_button_clicks
WHERE click_rate > 1;

-- warn: most taps have a place: the business tells what it sends
SELECT sum(clicks) AS clicks, sum(CASE WHEN position IS NULL THEN clicks ELSE 0 END) AS without_place
FROM metric_button_clicks
HAVING sum(CASE WHEN position IS NULL THEN clicks ELSE 0 END) * 2 > sum(clicks);
