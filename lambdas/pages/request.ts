import * as z from 'zod/mini';
import type { Page } from '../../dashboard/page.ts';
import { type Filter, FilterError, readFilter } from '../../domain/pages/filter.ts';
import { canonicalLocale } from '../../domain/shared/locale.ts';

/** One page for a filter, or all that are written after a refresh. */
export type PageRequest =
  | (Shown & { readonly page: Page; readonly filter: Filter })
  | (Shown & { readonly page: 'all' });

export interface Shown {
  readonly locale: string;
  /** What the commands in the file name their lake by; empty for the caller’s default one. */
  readonly lakeOption: string;
}

const MAX_PARAMETERS = 4_000;
const MAX_OPTION = 400;
/** It becomes part of commands that are pasted into a shell: nothing that a shell does more with than pass on. */
const PLAIN_OPTION = /^(--(stack|region|data) [\w.@%+:,/-]+( (?=--)|$))*$/;

/** Strict, so that a misspelt member is no page that nobody asked for. */
const eventSchema = z.strictObject({
  page: z.optional(z.string()),
  parameters: z.optional(z.string().check(z.maxLength(MAX_PARAMETERS))),
  locale: z.optional(z.string()),
  lakeOption: z._default(z.string().check(z.maxLength(MAX_OPTION), z.regex(PLAIN_OPTION)), ''),
});

/** @throws Error that names what is not allowed, and its rule. */
export function readRequest(event: unknown, pages: readonly Page[], defaultLocale: string): PageRequest {
  const parsed = z.safeParse(eventSchema, event);
  if (!parsed.success) throw new Error(`${RULE} It has ${faultsOf(parsed.error)}.`);
  const { page, parameters, locale = defaultLocale, lakeOption } = parsed.data;
  const shown = { locale: checkedLocale(locale), lakeOption };
  if (page === undefined && parameters === undefined) return { page: 'all', ...shown };
  return { page: pageNamed(page ?? pages[0]?.name ?? '', pages), filter: filterOf(parameters ?? ''), ...shown };
}

const RULE =
  'A request must be {"page"?, "parameters"?, "locale"?, "lakeOption"?}: the name of a page, a filter as ' +
  `"period=28d&campaign=…" of up to ${MAX_PARAMETERS} characters, a locale as "en-IN", and what commands in the file name ` +
  'this lake by, as "--stack WhatsAppEventLake". {} writes the pages that are written after each refresh.';

function faultsOf(error: z.core.$ZodError): string {
  const faults = error.issues.map((issue) =>
    issue.code === 'unrecognized_keys' ? `also ${issue.keys.join(', ')}` : `another ${issue.path.join('.') || 'form'}`,
  );
  return faults.join(' and ');
}

function pageNamed(name: string, pages: readonly Page[]): Page {
  const page = pages.find((one) => one.name === name);
  if (page !== undefined) return page;
  throw new Error(
    `page must be ${pages.map((one) => one.name).join(', ')}; it is ${JSON.stringify(name.slice(0, 40))}.`,
  );
}

function filterOf(parameters: string): Filter {
  try {
    return readFilter(new URLSearchParams(parameters));
  } catch (error) {
    if (error instanceof FilterError) throw new Error(`parameters: ${error.message}`);
    throw error;
  }
}

function checkedLocale(locale: string): string {
  const canonical = canonicalLocale(locale);
  if (canonical !== undefined) return canonical;
  throw new Error(`locale must be a BCP 47 tag such as en-IN; it is ${JSON.stringify(locale.slice(0, 40))}.`);
}
