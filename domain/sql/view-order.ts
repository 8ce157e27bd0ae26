import { withoutComments } from './comments.ts';

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
  const names = namesIn(view);
  return views.filter(({ name }) => name !== view.name && names.has(name));
}

function namesIn(view: ViewFile): ReadonlySet<string> {
  const code = withoutComments(view.sql).replace(/'(?:[^']|'')*'/g, ' ');
  const created = /^\s*CREATE OR REPLACE VIEW (\w+) AS\b/.exec(code)?.[1];
  if (created !== view.name) {
    throw new Error(`${view.name}.sql must begin with "CREATE OR REPLACE VIEW ${view.name} AS" after its comments.`);
  }
  return new Set(code.match(/\w+/g));
}
