import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_FILTER, windowOf } from '../../domain/pages/filter.ts';
import { fillStatement, valuesOf } from '../../domain/pages/statement.ts';
import { SQL_FOLDER } from './relations.ts';

export interface Question {
  readonly title: string;
  readonly sql: string;
}

const OF_PAGE = [
  ...['page_header', 'page_options', 'exec_messages', 'exec_failures', 'exec_spend', 'exec_missing_rates'],
  ...['exec_unit_cost', 'exec_top_replies', 'exec_top_costs'],
];

/** The statements of the exec page for 28 days of everything; `today` is the last of them. */
export function questionsOfPage(today: string): readonly Question[] {
  const values = valuesOf(DEFAULT_FILTER, windowOf(DEFAULT_FILTER.period, today));
  return OF_PAGE.map((title) => {
    return { title, sql: fillStatement(readFileSync(join(SQL_FOLDER, 'pages', `${title}.sql`), 'utf8'), values) };
  });
}

/** What is asked of the views of metrics. */
export const QUESTIONS: readonly Question[] = [
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
];
