import { rowsOf } from './answer.ts';
import { coverage } from './coverage.ts';
import { filterWords } from './file.ts';
import { freshness } from './freshness.ts';
import { type Html, html } from './html.ts';
import { type Document, footer, POLICY, shell } from './layout.ts';
import { titled } from './navigation.ts';
import type { View } from './page.ts';
import { definition, notice, table, windowWords } from './parts.ts';
import { asPage, type Report, type ReportTable } from './report.ts';
import { columnsOf } from './report-columns.ts';

/** Rows of a table that are shown at once; the others by a check box, and in its CSV. */
const SHOWN = 50;

/** A report as one file, in the look of the pages. `command` makes it again. */
export function reportFileOf(report: Report, view: View, command: string): Document {
  const meta = html`<meta http-equiv="Content-Security-Policy" content="${POLICY}; form-action 'none'; base-uri 'none'">
`;
  const page = asPage(report);
  const body = html`${titled(page, filterWords(view))}
<main id="main">
${freshness(view)}
<p>${report.text}</p>
<p class="of"><span class="window">${windowWords(view)}</span></p>
${coverage(view)}<div class="tiles">
${report.tables.map((one) => section(report, one, view))}${steps(report.actions(view))}</div>
${report.metrics.length > 0 && definition(report.metrics, [])}
</main>
${footer(view, html`<p>Made by <code>${command}</code>. Other reports: <code>npx lake report --help</code>.</p>`)}`;
  return { html: shell(report.title, view, body, meta).toString(), policy: POLICY };
}

function section(report: Report, { name, title, statement, note, missing }: ReportTable, view: View): Html {
  const answer = view.answer(statement);
  const heading = `${name}-title`;
  return html`<section class="tile full" id="${name}" aria-labelledby="${heading}">
<h2 id="${heading}">${title}</h2>
${rows()}
${definition([], [answer])}
</section>
`;

  function rows(): Html {
    if (answer.error !== undefined)
      return notice('error', html`No answer to <code>${statement}</code>: ${answer.error}`);
    if (answer.rows.length === 0) return html`<p class="empty">No rows.</p>`;
    const columns = columnsOf(view, answer, missing);
    return table({ page: report.name, name, caption: note, columns, rows: rowsOf(answer), shown: SHOWN });
  }
}

function steps(actions: readonly string[]): Html {
  return html`<section class="tile full" id="what-to-do" aria-labelledby="what-to-do-title">
<h2 id="what-to-do-title">What to do</h2>
${actions.length === 0 ? html`<p>Nothing: no rule of this report asks for it.</p>` : html`<ol>${actions.map((action) => html`<li>${action}</li>`)}</ol>`}
</section>
`;
}
