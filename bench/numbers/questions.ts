/** What a page of numbers asks. */
export const QUESTIONS = [
  {
    title: 'messages by week and campaign',
    sql: "SELECT * FROM metric_messages WHERE period = 'week' AND dimension = 'campaign'",
  },
  {
    title: 'engagement by week',
    sql: "SELECT * FROM metric_engagement WHERE period = 'week' AND dimension = 'all'",
  },
  { title: 'failures by code', sql: "SELECT * FROM metric_failures WHERE period = 'week' AND dimension = 'all'" },
  {
    title: 'billable by category and month',
    sql: 'SELECT charge_month, category, currency, sum(billable) AS billable FROM metric_billing GROUP BY 1, 2, 3',
  },
  { title: 'cost by campaign', sql: "SELECT * FROM metric_cost WHERE dimension = 'campaign'" },
  {
    title: 'contacts reached by week',
    sql: "SELECT * FROM metric_contacts WHERE period = 'week' AND dimension = 'all'",
  },
  { title: 'button clicks', sql: 'SELECT * FROM metric_button_clicks' },
  { title: 'opt-outs by week', sql: "SELECT * FROM metric_opt_outs WHERE period = 'week' AND dimension = 'all'" },
] as const;
