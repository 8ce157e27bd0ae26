/** Which route takes a request ("Create routes for HTTP APIs", routing API requests). */

export interface Match<Route> {
  readonly route: Route;
  /** Values of the route's `{name}` parts, URL-decoded; absent when it has none. */
  readonly pathParameters?: Readonly<Record<string, string>>;
}

/** The kinds of match, least to most specific; AWS looks for a full match first, then a greedy one, then `$default`. */
const DEFAULT = 0;
const GREEDY = 1;
const FULL = 2;

/** The parts of a path: text names a segment more exactly than a variable does, and a greedy one names the least. */
const REST = 0;
const VARIABLE = 1;
const STATIC = 2;

interface Candidate<Route> extends Match<Route> {
  /** The kind of match, one figure per segment, then whether the method is named; the first higher figure wins. */
  readonly precision: readonly number[];
}

/**
 * The most specific route for a method and a path as it was sent (not decoded): a full match before a greedy one,
 * text before `{name}`, a named method before ANY, and `$default` for what no other takes. `undefined` when none does.
 * Throws URIError on a path with broken percent-encoding.
 */
export function matchRoute<Route extends { readonly routeKey: string }>(
  routes: readonly Route[],
  method: string,
  path: string,
): Match<Route> | undefined {
  const candidates = routes.flatMap((route) => matchOne(route, method, path) ?? []);
  return candidates.sort((one, other) => compare(other.precision, one.precision))[0];
}

function matchOne<Route extends { readonly routeKey: string }>(
  route: Route,
  method: string,
  path: string,
): Candidate<Route> | undefined {
  if (route.routeKey === '$default') return { route, precision: [DEFAULT] };
  const [routeMethod = '', routePath = ''] = route.routeKey.split(' ');
  if (routeMethod !== 'ANY' && routeMethod !== method) return undefined;
  const matched = matchPath(routePath.split('/').slice(1), path.split('/').slice(1));
  if (matched === undefined) return undefined;
  const precision = [...matched.precision, routeMethod === 'ANY' ? 0 : 1];
  return { route, precision, ...(matched.values.size > 0 && { pathParameters: Object.fromEntries(matched.values) }) };
}

interface PathMatch {
  readonly precision: readonly number[];
  readonly values: ReadonlyMap<string, string>;
}

function matchPath(pattern: readonly string[], segments: readonly string[]): PathMatch | undefined {
  const greedy = pattern.at(-1)?.endsWith('+}') ?? false;
  if (greedy ? segments.length < pattern.length : segments.length !== pattern.length) return undefined;
  const precision = [greedy ? GREEDY : FULL];
  const values = new Map<string, string>();
  for (const [index, part] of pattern.entries()) {
    const isRest = part.endsWith('+}');
    const value = isRest ? segments.slice(index).join('/') : (segments[index] ?? '');
    const name = /^\{(\w+)\+?\}$/.exec(part)?.[1];
    if (name === undefined ? decodeURIComponent(value) !== part : value === '') return undefined;
    if (name !== undefined) values.set(name, decodeURIComponent(value));
    precision.push(name === undefined ? STATIC : isRest ? REST : VARIABLE);
  }
  return { precision, values };
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, figure] of one.entries()) {
    const difference = figure - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
