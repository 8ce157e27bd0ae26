import { type Filter, parametersOf } from '../domain/pages/filter.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';

/** The address of a page with a filter, below the place it is served from. */
export function addressOf({ name }: Page, filter: Filter): string {
  return `/${name}?${parametersOf(filter)}`;
}

/** The title, and the other pages with the same filter. */
export function navigation(pages: readonly Page[], page: Page, filter: Filter): Html {
  const link = (other: Page) =>
    html`<li><a href="${addressOf(other, filter)}"${other.name === page.name && html` aria-current="page"`}>${other.title}</a></li>
`;
  return html`${titled(
    page,
    html`<nav aria-label="Pages"><ul>
${pages.map(link)}</ul></nav>
`,
  )}`;
}

export function titled({ title }: Page, beside: Html): Html {
  return html`<header class="top"><div><p class="brand">WhatsApp event lake</p><h1>${title}</h1></div>
${beside}</header>
`;
}
