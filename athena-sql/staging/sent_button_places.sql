-- Grain: one row per sent message (sent_messages) and button or row that it was sent with, as the business told it.
-- `sent_buttons` is a JSON list of flat objects whose values hold no braces (sends), so it can be cut where two of them meet.
-- Meta tells of taps on quick replies and rows of lists alone: of links, calls and copied codes a tap is not observable.
CREATE OR REPLACE VIEW sent_button_places AS
WITH cut AS (
  SELECT
    message_key,
    day,
    template_key,
    is_delivered,
    concat('{', button, '}') AS button
  FROM sent_messages
  CROSS JOIN UNNEST(split(substr(sent_buttons, 3, length(sent_buttons) - 4), '},{')) AS placed (button)
  WHERE length(sent_buttons) > 4
)
SELECT
  message_key,
  day,
  template_key,
  is_delivered,
  json_extract_scalar(button, '$.id') AS button_id,
  CAST(json_extract_scalar(button, '$.position') AS integer) AS position,
  json_extract_scalar(button, '$.kind') AS button_kind,
  json_extract_scalar(button, '$.kind') IN ('quick_reply', 'list_row') AS is_observable
FROM cut
