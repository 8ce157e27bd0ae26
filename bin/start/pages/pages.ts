/** The pages of a running lake: what a path shows. */
import { join } from 'node:path';
import { AthenaClient } from '@aws-sdk/client-athena';
import { formatsOf } from '../../../dashboard/format.ts';
import { documentOf } from '../../../dashboard/layout.ts';
import type { Page } from '../../../dashboard/page.ts';
import { PAGES } from '../../../dashboard/pages.ts';
import { renderTail, TAIL_PATH } from '../../../dashboard/tail.ts';
import { type Filter, FilterError, readFilter } from '../../../domain/pages/filter.ts';
import { askPage, athenaAsk, type PagePorts, pageStatements } from '../../../lambdas/aws/page-answers.ts';
import { type Operations, operationsOf } from '../../cli/operations.ts';
import type { Target } from '../../cli/target.ts';
import { type AnswerPage, type PageServer, plain, servePages } from './serve.ts';

const SQL_FOLDER = join(import.meta.dirname, '..', '..', '..', 'athena-sql');

/** The pages' server, before there is a lake to show. */
export interface OpenPages extends PageServer {
  /** From now on the pages show this lake. */
  readonly show: (target: Target) => void;
}

/** Opens the port at once, so that its address is known while the stack starts. */
export async function openPages(port: number): Promise<OpenPages> {
  let answerPage: AnswerPage = async () => plain(503, 'The lake is starting. Load this page again in some seconds.');
  const server = await servePages(port, (path, parameters) => answerPage(path, parameters));
  return {
    ...server,
    show(target) {
      answerPage = pagesOf(target);
    },
  };
}

const HTML = { status: 200, type: 'text/html' } as const;

/** Asks the lake for each page, with the operator's rights. */
function pagesOf(target: Target): AnswerPage {
  const operations = operationsOf(target);
  const ports = portsOf(target, operations);
  const surroundings = {
    place: 'laptop',
    locale: target.output('PageLocale'),
    refreshMinutes: Number(target.output('RefreshMinutes')),
  } as const;
  const formats = formatsOf(surroundings.locale);
  return async (path, parameters) => {
    if (path === TAIL_PATH) return { ...HTML, body: renderTail(await operations.tail(), formats).toString() };
    const page = pageAt(path);
    if (page === undefined) return plain(404, `There is no page ${path}. These are: ${paths().join(', ')}.`);
    const filter = filterOf(parameters);
    if (filter instanceof FilterError) return plain(400, `This address is wrong. ${filter.message}`);
    const { view, options } = await askPage(ports, page, filter, surroundings);
    const { html, policy } = documentOf(page, view, { pages: PAGES, options });
    return { ...HTML, body: html, contentSecurityPolicy: policy };
  };
}

function portsOf({ clientConfig, output }: Target, { facts }: Operations): PagePorts {
  const client = new AthenaClient(clientConfig);
  return {
    ask: athenaAsk(client, { workgroup: output('Workgroup'), database: output('Database') }),
    statement: pageStatements(SQL_FOLDER),
    facts,
    nowMs: Date.now,
  };
}

/** The first page is also the one without a name. */
function pageAt(path: string): Page | undefined {
  return path === '/' ? PAGES[0] : PAGES.find(({ name }) => path === `/${name}`);
}

function paths(): readonly string[] {
  return PAGES.map(({ name }) => `/${name}`);
}

function filterOf(parameters: URLSearchParams): Filter | FilterError {
  try {
    return readFilter(parameters);
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
}
