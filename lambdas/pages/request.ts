import * as z from 'zod/mini';
import type { Page } from '../../dashboard/page.ts';
import { type Filter, FilterError, readFilter } from '../../domain/pages/filter.ts';
import { canonicalLocale } from '../../domain/shared/locale.ts';

/** One page for a filter, or all of them as they are after a refresh. */
export type PageRequest =
  | { readonly page: Page; readonly filter: Filter; readonly locale: string }
  | { readonly page: 'all'; readonly locale: string };

const MAX_PARAMETERS = 4_000;

/** Strict, so that a misspelt member is no page that nobody asked for. */
const eventSchema = z.strictObject({
  page: z.optional(z.string()),
  parameters: z.optional(z.string().check(z.maxLength(MAX_PARAMETERS))),
  locale: z.optional(z.string()),
});

/** @throws Error that names what is not allowed, and its rule. */
export function readRequest(event: unknown, pages: readonly Page[], defaultLocale: string): PageRequest {
  const parsed = z.safeParse(eventSchema, event);
  if (!parsed.success) throw new Error(`${RULE} It has ${faultsOf(parsed.error)}.`);
  const { page, parameters, locale = defaultLocale } = parsed.data;
  if (page === undefined && parameters === undefined) return { page: 'all', locale: checkedLocale(locale) };
  return {
    page: pageNamed(page ?? pages[0]?.name ?? '', pages),
    filter: filterOf(parameters ?? ''),
    locale: checkedLocale(locale),
  };
}

const RULE =
  'A request must be {"page"?, "parameters"?, "locale"?}: the name of a page, a filter as "period=28d&campaign=…" of up ' +
  `to ${MAX_PARAMETERS} characters, and a locale as "en-IN". {} writes all pages as they are after a refresh.`;

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
