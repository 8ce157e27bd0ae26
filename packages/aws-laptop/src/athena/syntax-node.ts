/** The JSON of DuckDB's syntax tree, walked without knowing each kind of node. */

export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The nodes directly below, in the order of the JSON, whatever property or list holds them. */
export function children(node: Node): Node[] {
  return Object.values(node).flatMap(nodesIn);
}

function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return isNode(value) ? [value] : [];
}

/** The value if it is a string, otherwise ''. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** `line 2:8`, as Trino counts: both from 1. DuckDB's offsets count bytes. */
export function lineAndColumn(query: string, offset: number): string {
  const before = Buffer.from(query).toString('utf8', 0, offset).split('\n');
  return `line ${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
