import { createHash } from 'node:crypto';
import type { Answer } from './answer.ts';
import { coverage } from './coverage.ts';
import { filterForm } from './filter-form.ts';
import { languageOf } from './format.ts';
import { freshness } from './freshness.ts';
import { Html, html } from './html.ts';
import { navigation } from './navigation.ts';
import type { Page, View } from './page.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** A whole document, and the Content-Security-Policy it is to be served with. */
export interface Document {
  readonly html: string;
  readonly policy: string;
}

/** What is around every page. */
export interface Surroundings {
  /** Of the navigation: PAGES. */
  readonly pages: readonly Page[];
  /** The answer of `page_options`. */
  readonly options: Answer;
}

/** A page as it is served: its header, its filter and itself. */
export function documentOf(page: Page, view: View, { pages, options }: Surroundings): Document {
  const body = html`${navigation(pages, page, view.filter)}
<main id="main">
${freshness(view)}
${filterForm(page, view, options)}
${coverage(view)}${page.render(view)}
</main>
${footer(view)}`;
  const polls = page.needsFacts ? " connect-src 'self';" : '';
  const policy = `${POLICY};${polls} form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
  return { html: shell(page.title, view, body).toString(), policy };
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Only the style and the script of this project, and nothing from elsewhere. */
export const POLICY = `default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}; img-src data:`;

/**
 * The document around a body, complete: its style and script are in it. A browser that knows `expect` shows nothing before the
 * footer is there: rows of tiles would grow while they are read.
 */
export function shell(title: string, { formats }: View, body: Html, meta?: Html): Html {
  return html`<!doctype html>
<html lang="${languageOf(formats.locale)}" dir="ltr" data-locale="${formats.locale}">
<head>
<meta charset="utf-8">
${meta}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="expect" href="#end" blocking="render">
<title>${title} · WhatsApp event lake</title>
<style>${Html.trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the numbers</a>
${body}
<script>${Html.trusted(SCRIPT)}</script>
</body>
</html>
`;
}

export function footer({ header: { zone, refreshMinutes }, formats }: View, more?: Html): Html {
  return html`<footer class="foot" id="end"><p>Days are those of ${zone}; charges count on days of the account’s zone. Refreshed every ${formats.span(refreshMinutes * 60)}. Dashed: days that are still running or younger than 7 days. What each number means: docs/pages.md and docs/metrics.md of the project.</p>${more}</footer>
`;
}
