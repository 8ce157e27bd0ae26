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
    for (const name of namesIn(view)) {
      const read = name === view.name ? undefined : byName.get(name);
      if (read) visit(read, [...path, view.name]);
    }
    ordered.push(view);
  };
  for (const view of views) visit(view, []);
  return ordered;
}

/** A text may hold two dashes and a comment an apostrophe, so both are looked for in one pass. */
const TEXT_OR_COMMENT = /'(?:[^']|'')*'|--.*$|\/\*[\s\S]*?\*\//gm;

function namesIn(view: ViewFile): ReadonlySet<string> {
  const code = view.sql.replace(TEXT_OR_COMMENT, ' ');
  const created = /^\s*CREATE OR REPLACE VIEW (\w+) AS\b/.exec(code)?.[1];
  if (created !== view.name) {
    throw new Error(`${view.name}.sql must begin with "CREATE OR REPLACE VIEW ${view.name} AS" after its comments.`);
  }
  return new Set(code.match(/\w+/g));
}
