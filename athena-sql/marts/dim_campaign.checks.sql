-- Description: Campaigns, when they were sent, and how many templates they used.
-- fail: a campaign appears once
SELECT campaign_id, count(*) AS copies
FROM dim_campaign
GROUP BY campaign_id
HAVING count(*) > 1;
-- warn: a campaign was sent, with a template
SELECT campaign_id
FROM dim_campaign
WHERE first_sent_at IS NULL OR templates = 0;
