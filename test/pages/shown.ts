import { parseHTML } from 'linkedom';

/** A number of a page, as a reader of its HTML has it. */
export interface ShownNumber {
  readonly statement: string;
  readonly row: number;
  readonly column: string;
  /** What it says it is a rounding of. */
  readonly value: string;
  readonly text: string;
}

export interface Shown {
  /** BCP 47, of the document. */
  readonly locale: string;
  readonly numbers: readonly ShownNumber[];
  /** Numbers that name no statement: only a page that shows what no statement answers has some. */
  readonly unsourced: number;
  /** The texts that stand beside the numbers under a statement’s name: one for each filter that the document holds. */
  readonly statements: ReadonlyMap<string, ReadonlySet<string>>;
  /** Values of each choice of the filter, without the empty one. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
}

const FROM = /^(?<statement>\w+):(?<row>\d+):(?<column>\w+)$/;

type Root = Pick<ReturnType<typeof parseHTML>['document'], 'querySelectorAll'>;

/** What a served page shows. @throws Error for a number that does not say where it is from. */
export function shownIn(html: string): Shown {
  const { document } = parseHTML(html);
  return shownBelow(document, localeOf(document));
}

/** What each of the periods shows that a file holds: their statements have the same names and other texts. */
export function periodsIn(html: string): readonly Shown[] {
  const { document } = parseHTML(html);
  return [...document.querySelectorAll('.variant')].map((variant) => shownBelow(variant, localeOf(document)));
}

function localeOf({ documentElement }: ReturnType<typeof parseHTML>['document']): string {
  return documentElement.getAttribute('lang') ?? '';
}

function shownBelow(root: Root, locale: string): Shown {
  const numbers = [...root.querySelectorAll('data[data-from]')].map((element) => {
    const from = element.getAttribute('data-from') ?? '';
    const { statement = '', row = '', column = '' } = FROM.exec(from)?.groups ?? {};
    if (statement === '') throw new Error(`A number says it is from "${from}", not from a statement, row and column.`);
    const value = element.getAttribute('value') ?? '';
    return { statement, row: Number(row), column, value, text: element.textContent ?? '' };
  });
  const statements = new Map<string, Set<string>>();
  for (const pre of root.querySelectorAll('pre.sql')) {
    const name = pre.getAttribute('data-statement') ?? '';
    statements.set(name, (statements.get(name) ?? new Set()).add(pre.textContent ?? ''));
  }
  const unsourced = root.querySelectorAll('data:not([data-from])').length;
  return { locale, numbers, unsourced, statements, choices: choicesBelow(root) };
}

function choicesBelow(root: Root): Shown['choices'] {
  const selects = [...root.querySelectorAll('form select')].map((select) => {
    const values = [...select.querySelectorAll('option')].map((option) => option.getAttribute('value') ?? '');
    return [select.getAttribute('name') ?? '', values.filter((value) => value !== '')] as const;
  });
  return new Map(selects);
}
