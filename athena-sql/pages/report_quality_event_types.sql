-- Grain: one row per event type of the dictionary (docs/events.md): how many events of the period
-- (days of UTC) have it; those that never came first. What the lake says of itself is in event_rows
-- alone.
-- Written by `npm run docs`; do not edit.
WITH known AS (
  SELECT event_type
  FROM UNNEST(ARRAY[
    'message_received', 'message_clicked', 'flow_submitted', 'order_placed', 'message_echoed',
    'message_recorded', 'message_queued', 'message_sent', 'message_delivered', 'message_read',
    'message_played', 'message_failed', 'chat_opened', 'reaction_added', 'reaction_removed',
    'message_edited', 'message_revoked', 'link_clicked', 'opted_out', 'opted_in', 'call_connected',
    'call_created', 'call_ended', 'call_status_changed', 'call_permission_answered',
    'contact_identity_changed', 'contact_synced', 'payment_status_changed', 'conversion_reported',
    'conversation_opened', 'conversation_resolved', 'catalog_viewed', 'payment_link_sent',
    'payment_link_clicked', 'order_confirmed', 'ticket_created', 'agent_assigned', 'first_response',
    'ticket_resolved', 'csat_submitted', 'reengagement_triggered', 'web_session_started',
    'app_launched', 'flow_status_changed', 'flow_alerted', 'template_status_changed',
    'template_quality_changed', 'template_category_changed', 'template_components_changed',
    'number_quality_changed', 'number_name_changed', 'account_limits_changed', 'account_changed',
    'account_alerted', 'account_reviewed', 'account_settings_changed', 'account_error_reported',
    'security_changed', 'group_changed', 'payment_configuration_changed',
    'business_username_changed', 'partner_changed', 'history_handed_over', 'duplicates_refused',
    'unmapped'
  ]) AS listed (event_type)
),
seen AS (
  SELECT event_type, count(*) AS events, max(dt) AS last_day
  FROM events
  WHERE dt BETWEEN '2026-11-01' /* from */ AND '2026-11-28' /* through */
  GROUP BY event_type
  UNION ALL
  SELECT event_type, count(DISTINCT event_key), max(dt)
  FROM event_rows
  WHERE dt BETWEEN '2026-11-01' /* from */ AND '2026-11-28' /* through */
    AND family = 'lake'
  GROUP BY event_type
)
SELECT
  known.event_type,
  coalesce(events, 0) AS events,
  last_day
FROM known
LEFT JOIN seen ON seen.event_type = known.event_type
ORDER BY events, known.event_type
