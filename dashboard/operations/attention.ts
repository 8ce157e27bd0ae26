import { type Row, rowsOf } from '../answer.ts';
import type { Facts } from '../facts.ts';
import { isLate } from '../freshness.ts';
import { type Html, html, type Value } from '../html.ts';
import { number } from '../number.ts';
import type { View } from '../page.ts';
import { idIn, name } from '../parts.ts';
import { command, fact, factOf, panel, time } from './panel.ts';

type Item = readonly [part: string, words: Value];

/** A source of a business that is open has an event a day. */
const SILENT_SECONDS = 86_400;
/** Checks are run by hand or by a schedule of one’s own; what an older run found says little. */
const OLD_CHECKS_MS = 7 * 86_400_000;

/** What fails comes first, each with where to look and what to do. */
export function attention(view: View): Html {
  const listed = (kind: 'broken' | 'look', items: readonly Item[]) =>
    items.map(
      ([part, words]) => html`<li class="${kind}">${words} <a href="#${idIn(view, part)}">Details</a></li>
`,
    );
  const items = [...listed('broken', broken(view)), ...listed('look', suspicious(view))];
  return panel(view, {
    id: 'attention',
    title: 'What needs attention',
    window: 'Now, and the last 24 hours',
    text: TEXT,
    body:
      items.length === 0
        ? html`<p class="also">Nothing that this page looks at.</p>`
        : html`<ul class="attention">${items}</ul>`,
  });
}

const TEXT =
  'Numbers of messages are as old as the last refresh; what arrived, what failed and what the functions counted is of the moment ' +
  'this page was made. On AWS the CloudWatch dashboard (output DashboardUrl) answers within minutes, and the alarms notify without ' +
  'being asked; this page is made there when somebody asks for it.';

/** What is wrong. */
function broken(view: View): readonly Item[] {
  const { facts } = view;
  const unknown: readonly Item[] = facts
    ? facts.problems.map((problem): Item => ['counted', html`<strong>Unknown.</strong> ${problem}`])
    : [
        [
          'counted',
          html`<strong>Unknown.</strong> What the functions counted, what failed and what the checks found could not be gathered.`,
        ],
      ];
  return [
    ...(facts ? [...failingChecks(view, facts), ...failedRecords(view, facts), ...refused(view, facts)] : []),
    ...stale(view),
    ...unknown,
  ];
}

function failingChecks(view: View, { checks, lakeOption }: Facts): readonly Item[] {
  if (checks === null || checks === 'never') return [];
  const failing = checks.totals.fail + checks.totals.error;
  if (failing === 0) return [];
  const verb = failing === 1 ? 'fails' : 'fail';
  const words = html`<strong>${factOf(view, failing, 'check')} ${verb}.</strong> A number is wrong, or could not be checked. ${command('check', lakeOption)}`;
  return [['checks', words]];
}

function failedRecords(view: View, { failed, lakeOption }: Facts): readonly Item[] {
  const records = (failed?.groups ?? []).reduce((total, { count }) => total + count, 0);
  if (records === 0) return [];
  const verb = records === 1 ? 'lies' : 'lie';
  const words = html`<strong>${factOf(view, records, 'record')} ${verb} under failed/.</strong> Nothing is lost: once the cause is fixed they are replayed. ${command('failures', lakeOption)}`;
  return [['failed', words]];
}

function refused(view: View, { counts }: Facts): readonly Item[] {
  if (counts === null) return [];
  const { refusedSignatures, throttled, unfinished } = counts;
  const items: (Item | false)[] = [
    refusedSignatures > 0 && [
      'counted',
      html`<strong>${factOf(view, refusedSignatures, 'delivery', 'deliveries')} refused for the signature.</strong> Somebody else’s, or the secret here is not the vendor’s: “Deliveries are refused” in docs/runbook.md.`,
    ],
    throttled !== null &&
      throttled > 0 && [
        'counted',
        html`<strong>${factOf(view, throttled, 'request')} answered 429.</strong> The vendor sends them again: “Capacity is near a quota” in docs/runbook.md.`,
      ],
    unfinished > 0 && [
      'counted',
      html`<strong>${factOf(view, unfinished, 'item')} not stored at once.</strong> The vendor was asked to send them again: “Webhooks fail” in docs/runbook.md.`,
    ],
  ];
  return items.filter((item) => item !== false);
}

function stale(view: View): readonly Item[] {
  const { refreshedAt } = view.header;
  if (refreshedAt === null || !isLate(view.header)) return [];
  return [
    [
      'freshness',
      html`<strong>The numbers are stale.</strong> Last refreshed ${time(view, refreshedAt)}: “A job is overdue” in docs/runbook.md.`,
    ],
  ];
}

/** What may be right, and somebody should look. */
function suspicious(view: View): readonly Item[] {
  return [...checksNotRun(view), ...silent(view), ...notUnderstood(view)];
}

function checksNotRun(view: View): readonly Item[] {
  const { facts, header } = view;
  if (facts === null || facts.checks === null) return [];
  const run = command('check', facts.lakeOption);
  if (facts.checks === 'never') return [['checks', html`The checks of the numbers have not been run yet. ${run}`]];
  const { checkedAt, totals } = facts.checks;
  const isOld = header.nowMs - Date.parse(checkedAt) > OLD_CHECKS_MS;
  const items: (Item | false)[] = [
    isOld && ['checks', html`The checks were last run ${time(view, checkedAt)}. ${run}`],
    totals.warn > 0 && ['checks', html`${factOf(view, totals.warn, 'check')} with a warning.`],
  ];
  return items.filter((item) => item !== false);
}

function silent(view: View): readonly Item[] {
  return rowsIn(view, 'operations_freshness')
    .filter((row) => Number(row.text('silent_seconds')) > SILENT_SECONDS)
    .map((row): Item => {
      const seconds = number(row.cell('silent_seconds'), view.formats.seconds);
      return [
        'freshness',
        html`Nothing came from ${name(row.text('source'))} for ${seconds} before the newest receipt.`,
      ];
    });
}

function notUnderstood(view: View): readonly Item[] {
  const kinds = rowsIn(view, 'operations_unmapped').length;
  if (kinds === 0) return [];
  return [
    [
      'quality',
      html`${fact(view, kinds)} ${kinds === 1 ? 'kind' : 'kinds'} of event not understood yet: kept as unmapped.`,
    ],
  ];
}

/** None where there is no answer: its own part says so. */
function rowsIn(view: View, statement: string): readonly Row[] {
  const answer = view.answer(statement);
  return answer.error === undefined ? rowsOf(answer) : [];
}
