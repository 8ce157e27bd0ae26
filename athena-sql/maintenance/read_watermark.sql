-- Grain: one row: the watermark of a generation, and how many events it is made of.
-- Parameters: the `generation`.
SELECT
  newest_received_at,
  events
FROM refreshed_agg_watermark
WHERE generation = '{generation}'
