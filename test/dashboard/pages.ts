import { parseHTML } from 'linkedom';
import { EXEC } from '../../dashboard/exec.ts';
import { FILE_PERIODS, fileOf } from '../../dashboard/file.ts';
import { type Document, documentOf } from '../../dashboard/layout.ts';
import { PAGES } from '../../dashboard/pages.ts';
import { INVENTED, pageOptions } from './answers.ts';
import { type Given, viewOf } from './views.ts';

/** The exec page as it is served. */
export function served(given: Given = {}): Document {
  return documentOf(EXEC, viewOf(given), { pages: PAGES, options: pageOptions({ ...INVENTED, ...given.invented }) });
}

/** The exec page as a file, with all its periods. */
export function filed(given: Given = {}): Document {
  const chosen = viewOf({ ...given, place: 'file' });
  const others = FILE_PERIODS.filter(({ kind }) => kind !== chosen.filter.period.kind);
  const views = others.map((period) => viewOf({ ...given, place: 'file', filter: { ...chosen.filter, period } }));
  return fileOf(EXEC, { views: [chosen, ...views], command: 'npx lake page --period 28d' });
}

/** What is used of an element; Node has no types of the DOM. */
export interface Element {
  readonly tagName: string;
  readonly textContent: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly getAttribute: (name: string) => string | null;
  readonly querySelector: (selector: string) => Element | null;
  readonly querySelectorAll: (selector: string) => Iterable<Element>;
  readonly closest: (selector: string) => Element | null;
}

/** The last one, which most tests look at many times. */
let last: { readonly html: string; readonly root: Element } | undefined;

export function parsed(html: string): Element {
  if (last?.html !== html) last = { html, root: rootOf(html) };
  return last.root;
}

function rootOf(html: string): Element {
  return parseHTML(html.includes('<html') ? html : `<html><body>${html}</body></html>`).document.documentElement;
}

/** The elements of a document, or of the HTML of one. */
export function all(of: Element | string, selector: string): readonly Element[] {
  return [...(typeof of === 'string' ? parsed(of) : of).querySelectorAll(selector)];
}

/** What words an element has, without the spaces of its markup. */
export function words(of: Element | null | undefined): string {
  return (of?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

export function tile(html: string, id: string): Element {
  const [found] = all(html, `section#${id}`);
  if (found === undefined) throw new Error(`The page has no tile ${id}.`);
  return found;
}
