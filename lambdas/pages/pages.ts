import { createHash } from 'node:crypto';
import type { Facts } from '../../dashboard/facts.ts';
import { FILE_PERIODS, fileOf } from '../../dashboard/file.ts';
import type { Header, Page, View } from '../../dashboard/page.ts';
import { LATEST_FILE, type PageFile, pageFolder } from '../../domain/contracts/pages.ts';
import { DEFAULT_FILTER, type Filter, parametersOf } from '../../domain/pages/filter.ts';
import { type Asked, askPages, type PagePorts } from '../aws/page-answers.ts';
import { commandOf } from './command.ts';
import type { PageRequest, Shown } from './request.ts';

/** What writing pages needs from the world; `aws.ts` provides it, the tests pretend it. */
export interface PageFilePorts extends Omit<PagePorts, 'facts'> {
  /** For pages that need them; commands in them name the lake by this option. */
  readonly facts: (lakeOption: string) => Promise<Facts | null>;
  /** Writes an object of HTML into the bucket of reports. */
  readonly write: (key: string, html: string) => Promise<void>;
  /** Called for each statement that has no answer. */
  readonly onFailed: (statement: string, reason: string) => void;
}

export interface PageFiles {
  readonly ports: PageFilePorts;
  readonly pages: readonly Page[];
  readonly bucket: string;
  readonly refreshMinutes: number;
}

/** What was written. */
export type PagesReport = PageFile | { readonly files: readonly PageFile[] };

/**
 * Writes the file of one page, or of all that a refresh has written, each also as the latest one.
 * @throws Error naming each page that was not written, when the others are.
 */
export async function writePages(files: PageFiles, request: PageRequest): Promise<PagesReport> {
  if (request.page !== 'all') return (await writePage(files, request.page, request.filter, request)).file;
  const written: PageFile[] = [];
  const failures: string[] = [];
  for (const page of files.pages.filter(({ onlyOnDemand }) => !onlyOnDemand)) {
    try {
      const { file, html } = await writePage(files, page, DEFAULT_FILTER, request);
      await files.ports.write(`${pageFolder(page.name)}${LATEST_FILE}`, html);
      written.push(file);
    } catch (error) {
      failures.push(`${page.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (failures.length > 0) throw new Error(`Not all pages were written. ${failures.join(' ')}`);
  return { files: written };
}

async function writePage(files: PageFiles, page: Page, filter: Filter, { locale, lakeOption }: Shown) {
  const { ports, bucket, refreshMinutes } = files;
  const begunMs = ports.nowMs();
  const ask = { ...ports, facts: () => ports.facts(lakeOption) };
  const asked = await askPages(ask, page, periodsOf(filter), { locale, place: 'file', refreshMinutes });
  const header = requireHeader(asked.views[0], page);
  reportFailures(files, page, asked);
  const { html } = fileOf(page, { views: asked.views, command: commandOf(page, filter, lakeOption) });
  const key = `${pageFolder(page.name)}${momentOf(header.asOf)}-${hashOf(filter, locale)}.html`;
  await ports.write(key, html);
  const file: PageFile = {
    page: page.name,
    bucket,
    key,
    bytes: Buffer.byteLength(html),
    asOf: header.asOf,
    today: header.today,
    seconds: Math.round((ports.nowMs() - begunMs) / 100) / 10,
  };
  return { file, html };
}

/** The one that was asked for, and those that a file can be switched to, each of the same slices. */
function periodsOf({ period, slices }: Filter): readonly [Filter, ...Filter[]] {
  const others = FILE_PERIODS.filter(({ kind }) => kind !== period.kind);
  return [{ period, slices }, ...others.map((other): Filter => ({ period: other, slices }))];
}

/** Without it nobody knows which days were asked for, or how old the numbers are. */
function requireHeader({ answer, header }: View, { name }: Page): Header {
  const { error } = answer('page_header');
  if (error === undefined) return header;
  throw new Error(`The page ${name} has no numbers: page_header is not answered: ${error}`);
}

/** Once each, however many periods it failed for. */
function reportFailures({ ports }: PageFiles, page: Page, { views, options }: Asked): void {
  const answers = [options, ...views.flatMap(({ answer }) => page.statements.map(answer))];
  const failed = new Map(answers.flatMap(({ statement, error }) => (error === undefined ? [] : [[statement, error]])));
  for (const [statement, reason] of failed) ports.onFailed(statement, reason);
}

/** `20261128T101500Z`; files are listed in the order of their moments. */
function momentOf(asOf: string | null): string {
  return asOf === null ? 'empty' : asOf.replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
}

/** The same for the same filter and locale, and says nothing about them. */
function hashOf(filter: Filter, locale: string): string {
  const text = `${new URLSearchParams([...parametersOf(filter)].toSorted())} ${locale}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}
