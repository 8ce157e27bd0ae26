/** A page of a lake that runs, as its page server makes it: asked through the Athena API, and rendered. */
import { gzipSync } from 'node:zlib';
import { AthenaClient } from '@aws-sdk/client-athena';
import { Command } from 'commander';
import { operationsOf } from '../../bin/cli/operations.ts';
import { findTarget } from '../../bin/cli/target.ts';
import { documentOf } from '../../dashboard/layout.ts';
import { PAGES } from '../../dashboard/pages.ts';
import { readFilter } from '../../domain/pages/filter.ts';
import { askPage, athenaAsk, type PagePorts, pageStatements } from '../../lambdas/aws/page-answers.ts';
import { SQL_FOLDER } from '../numbers/relations.ts';

export interface Served {
  readonly page: string;
  readonly parameters: string;
  /** The least of several times, in milliseconds: what else the machine does only adds. */
  readonly answersMs: number;
  readonly renderMs: number;
  readonly gzBytes: number;
  readonly failed: readonly string[];
}

const FILTERS = ['period=28d', 'period=90d', 'period=28d&category=marketing'];

/** Each page for each filter, so many times. @throws Error when no lake runs on the folder. */
export async function servedPages(dataDir: string, times: number): Promise<readonly Served[]> {
  const target = await findTarget(new Command().option('--data <folder>').parse(['--data', dataDir], { from: 'user' }));
  const place = { workgroup: target.output('Workgroup'), database: target.output('Database') };
  const ports: PagePorts = {
    ask: athenaAsk(new AthenaClient(target.clientConfig), place),
    statement: pageStatements(SQL_FOLDER),
    facts: operationsOf(target).facts,
    nowMs: Date.now,
  };
  const served: Served[] = [];
  for (const page of PAGES.map(({ name }) => name)) {
    for (const parameters of FILTERS) served.push(await leastOf(times, () => serve(ports, page, parameters)));
  }
  return served;
}

async function serve(ports: PagePorts, name: string, parameters: string): Promise<Served> {
  const page = PAGES.find((one) => one.name === name);
  if (page === undefined) throw new Error(`There is no page ${name}.`);
  const begunMs = performance.now();
  const presentation = { locale: 'en', place: 'laptop', refreshMinutes: 60 } as const;
  const { view, options } = await askPage(ports, page, readFilter(new URLSearchParams(parameters)), presentation);
  const answeredMs = performance.now();
  const { html } = documentOf(page, view, { pages: PAGES, options });
  const renderMs = performance.now() - answeredMs;
  const failed = page.statements.filter((statement) => view.answer(statement).error !== undefined);
  const gzBytes = gzipSync(html).length;
  return { page: name, parameters, answersMs: answeredMs - begunMs, renderMs, gzBytes, failed };
}

async function leastOf(times: number, serveOnce: () => Promise<Served>): Promise<Served> {
  let least = await serveOnce();
  for (let more = 1; more < times; more += 1) {
    const next = await serveOnce();
    const [answersMs, renderMs] = [Math.min(least.answersMs, next.answersMs), Math.min(least.renderMs, next.renderMs)];
    least = { ...next, answersMs, renderMs };
  }
  return least;
}
