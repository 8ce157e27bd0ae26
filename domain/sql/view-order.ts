import { tableNamesIn } from './table-names.ts';

/** A view's file: its name is the view's. */
export interface ViewFile {
  readonly name: string;
  readonly sql: string;
}

/**
 * The views in an order in which each comes after those it reads. Throws when they read each other in a circle, or when
 * a file does not create the view it is named after.
 */
export function inDependencyOrder(views: readonly ViewFile[]): readonly ViewFile[] {
  const byName = new Map(views.map((view) => [view.name, view]));
  const twice = views.find((view) => byName.get(view.name) !== view);
  if (twice) throw new Error(`Two files are called ${twice.name}.sql; a view has one.`);
  const ordered: ViewFile[] = [];
  const visit = (view: ViewFile, path: readonly string[]): void => {
    if (path.includes(view.name))
      throw new Error(`Views read each other in a circle: ${[...path, view.name].join(' -> ')}.`);
    if (ordered.includes(view)) return;
    for (const read of readsOf(view, views)) visit(read, [...path, view.name]);
    ordered.push(view);
  };
  for (const view of views) visit(view, []);
  return ordered;
}

/** Those of the views that a view reads. */
export function readsOf(view: ViewFile, views: readonly ViewFile[]): readonly ViewFile[] {
  const names = new Set(tableNamesIn(partsOf(view).query).map(({ name }) => name));
  return views.filter(({ name }) => name !== view.name && names.has(name));
}

export interface ViewParts {
  /** The comments that the file begins with. */
  readonly head: string;
  readonly query: string;
}

const CREATE = /^((?:\s|--.*\n|\/\*[\s\S]*?\*\/)*)CREATE OR REPLACE VIEW (\w+) AS\b\s*/;

/** @throws Error when the file does not create the view it is named after. */
export function partsOf({ name, sql }: ViewFile): ViewParts {
  const [whole = '', head = '', created] = CREATE.exec(sql) ?? [];
  if (created === name) return { head, query: sql.slice(whole.length) };
  throw new Error(`${name}.sql must begin with "CREATE OR REPLACE VIEW ${name} AS" after its comments.`);
}
