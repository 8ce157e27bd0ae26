/** A lake that is pretended: the answers of its statements, and the bucket that files are written to. */
import { html } from '../../../dashboard/html.ts';
import type { Page } from '../../../dashboard/page.ts';
import type { QueryResult } from '../../../lambdas/aws/athena-result.ts';
import type { PageFiles } from '../../../lambdas/pages/pages.ts';

export const NOON_MS = Date.UTC(2026, 10, 28, 12);

/** A page that shows what it was asked for. */
export function page(name: string): Page {
  return {
    name,
    title: name,
    statements: [`${name}_sums`],
    needsFacts: false,
    render: ({ filter, window, formats }) =>
      html`<p>${filter.period.kind}:${window.from} ${formats.locale} ${filter.slices.campaign ?? 'all'}</p>`,
  };
}

interface Given {
  /** NULL in an empty lake. */
  readonly asOf?: string | null;
  /** A word of the statements that fail. */
  readonly failing?: string;
  /** A word of the keys that cannot be written. */
  readonly unwritable?: string;
}

export function world({ asOf = '2026-11-28 10:15:00.000', failing, unwritable }: Given = {}) {
  const written = new Map<string, string>();
  const failed: string[] = [];
  const header = [asOf, asOf?.slice(0, 10) ?? null, asOf, 'UTC', asOf?.slice(0, 10) ?? null];
  const names = ['as_of', 'today', 'refreshed_at', 'reporting_zone', 'first_data_day'];
  const columns = names.map((name) => ({ name, type: 'varchar' }));
  const files: PageFiles = {
    ports: {
      ask: async (sql): Promise<QueryResult> => {
        if (failing !== undefined && sql.includes(failing)) throw new Error('TABLE_NOT_FOUND');
        return sql.includes('page_header') ? { columns, rows: [header] } : { columns: [], rows: [] };
      },
      statement: (name) => `SELECT '${name}', '' /* from */, '' /* campaign */`,
      facts: async () => null,
      nowMs: () => NOON_MS,
      write: async (key, text) => {
        if (unwritable !== undefined && key.includes(unwritable)) throw new Error('AccessDenied');
        written.set(key, text);
      },
      onFailed: (statement, reason) => void failed.push(`${statement}: ${reason}`),
    },
    pages: [page('exec'), page('operations'), page('buttons')],
    bucket: 'reports',
    refreshMinutes: 60,
  };
  return { files, written, failed };
}

/** What the views of a file show, in their order. */
export function shownIn(file = ''): readonly string[] {
  return [...file.matchAll(/<p>(\w+:[^<]*)<\/p>/g)].flatMap(([, text = '']) => text);
}
