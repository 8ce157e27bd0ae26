import { servePages } from '../../bin/start/pages/serve.ts';
import type { Answer } from '../../dashboard/answer.ts';
import { type Document, documentOf } from '../../dashboard/layout.ts';
import type { View } from '../../dashboard/page.ts';
import { PAGES } from '../../dashboard/pages.ts';
import { TAIL_PATH } from '../../dashboard/tail.ts';
import { DEFAULT_FILTER } from '../../domain/pages/filter.ts';
import { execAnswers, INVENTED, pageOptions } from '../dashboard/answers.ts';
import { FACTS, operationsAnswers } from '../dashboard/operations-answers.ts';
import { type Given, viewOf } from '../dashboard/views.ts';
import { type Browsing, checkShown, type Outcome } from './browsing.ts';
import { visit, WIDTHS } from './visit.ts';

const LONG = `winter-${'x'.repeat(121)}`;
const MARKUP = '<img src=x onerror="document.title=1"><script>document.title=1</script></bdi></td>';
const NO_ROWS: readonly Answer[] = execAnswers(INVENTED).map((answer) => ({ ...answer, rows: [] }));
const ONE_DAY = { from: '2026-11-28', through: '2026-11-28' };
const EMPTY = { asOf: null, refreshedAt: null, firstDataDay: null };

function days(from: string, through: string): Given {
  const period = { kind: 'custom', from, through } as const;
  return { filter: { period, slices: {} }, header: { firstDataDay: from } };
}

function named(...campaigns: readonly string[]): Given {
  return { invented: { campaigns }, filter: { ...DEFAULT_FILTER, slices: { campaign: campaigns[0] ?? '' } } };
}

/** Every number as large as a sum of it may become, and more. */
function huge(): Given {
  const enlarged = (value: string | null) =>
    value !== null && /^\d{2,}$/.test(value) ? `${value}000000000000` : value;
  const answers = execAnswers(INVENTED).map((answer) => ({
    ...answer,
    rows: answer.rows.map((row) =>
      row.map((value, place) => (/code|place/.test(answer.columns[place]?.name ?? '') ? value : enlarged(value))),
    ),
  }));
  return { answers };
}

function failed(): Given {
  const [first, ...others] = execAnswers(INVENTED);
  const error = "TABLE_NOT_FOUND: line 3:6: Table 'awsdatacatalog.event_lake.cube_daily' does not exist";
  return {
    answers: [first, ...others].flatMap((answer, place) =>
      answer && place % 2 === 0 ? [{ ...answer, rows: [], error }] : [],
    ),
  };
}

/** A single message on a single day, and nothing else. */
function oneEvent(): Given {
  const answers = execAnswers({ ...INVENTED, days: ONE_DAY }).map((answer) => {
    const place = answer.columns.findIndex(({ name }) => name === 'part');
    const isOfMessages = answer.statement === 'exec_messages';
    const rows = answer.rows.filter((row) => isOfMessages && row[place] !== 'category');
    return { ...answer, rows: rows.map((row) => row.map((value) => (/^\d+$/.test(value ?? '') ? '1' : value))) };
  });
  return { ...days(ONE_DAY.from, ONE_DAY.through), answers };
}

interface State extends Given {
  /** exec, where it is not given. */
  readonly page?: string;
  readonly facts?: View['facts'];
}

/** Lakes whose page must stand as any other. */
const STATES: Readonly<Record<string, State>> = {
  'empty-lake': { header: EMPTY, answers: NO_ROWS },
  'one-event': oneEvent(),
  'one-day': days(ONE_DAY.from, ONE_DAY.through),
  '400-days': days('2025-10-25', '2026-11-28'),
  'huge-numbers': huge(),
  'right-to-left-names': named('عيد الأضحى ٢٠٢٦', 'מבצע קיץ', 'mixed عيد 2026 sale'),
  'a-name-of-128-characters': named(LONG, LONG.toUpperCase()),
  'HTML-in-values': named(MARKUP, '"quoted" & \'single\'', '=cmd|calc'),
  'no-rate-card': { invented: { hasUnknownPrices: true } },
  'several-currencies': { invented: { currencies: ['INR', 'EUR', 'NGN', 'BHD'] } },
  'stale-lake': { header: { nowMs: Date.parse('2026-12-09T10:00:00Z') } },
  'failed-statements': failed(),
  'no-period-before': { header: { firstDataDay: '2026-11-20' } },
  'Arabic-locale': { locale: 'ar-EG' },
  'Hindi-locale': { locale: 'hi-IN' },
  'failing-checks': { page: 'operations', answers: operationsAnswers(), facts: FACTS },
  'facts-that-cannot-be-had': { page: 'operations', answers: operationsAnswers() },
};

/** Pages rendered from invented answers of each state, at both widths, with the policy of the served pages. */
export async function* checkStates(browsing: Browsing): AsyncGenerator<Outcome> {
  const server = await servePages(0, async (path) => {
    if (path === TAIL_PATH) return { status: 200, type: 'text/html', body: '<p>Nothing has arrived.</p>' };
    const { html, policy } = rendered(STATES[path.slice(1)] ?? {});
    return { status: 200, type: 'text/html', body: html, contentSecurityPolicy: policy };
  });
  try {
    for (const state of Object.keys(STATES)) {
      for (const width of WIDTHS) {
        const document = { name: `state-${state}-${width}`, address: `${server.url}${state}` };
        const { findings } = await checkShown(browsing, document, { width });
        yield { what: `state: ${state.replaceAll('-', ' ')}, at ${width} px`, findings };
      }
    }
    yield await checkMarkup(browsing, `${server.url}HTML-in-values`);
  } finally {
    await server.close();
  }
}

export function rendered({ page = 'exec', facts = null, ...given }: State): Document {
  const found = PAGES.find(({ name }) => name === page);
  if (found === undefined) throw new Error(`There is no page ${page}.`);
  const options = pageOptions({ ...INVENTED, ...given.invented });
  return documentOf(found, { ...viewOf(given), facts }, { pages: PAGES, options });
}

/** What somebody wrote into a name stays text: no element of it, and no script of it, is on the page. */
async function checkMarkup({ browser }: Browsing, address: string): Promise<Outcome> {
  await using visited = await visit(browser, address);
  const found = await visited.page.locator('img, bdi script, td script, option script').count();
  const title = await visited.page.title();
  const shown = await visited.page.getByText(MARKUP).count();
  return {
    what: 'exec: HTML in a value stays text',
    findings: [
      ...(found === 0 ? [] : [`${found} elements were made of values`]),
      ...(title === '1' ? ['a script of a value ran'] : []),
      ...(shown > 0 ? [] : ['the value is not shown as it is']),
    ],
  };
}
