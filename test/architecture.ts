import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

export interface SourceFile {
  /** From the root of the project, with slashes. */
  readonly path: string;
  /** `domain`, `lambdas`, … */
  readonly part: string;
  /** The text without its comments. */
  readonly code: string;
  /** Packages by their name, files of ours by their path from the root. */
  readonly imports: readonly string[];
}

/** Every TypeScript file of the given top folders. */
export function sourcesOf(parts: readonly string[]): readonly SourceFile[] {
  return parts.flatMap((part) =>
    filesBelow(part).map((path) => {
      const code = withoutComments(readFileSync(join(ROOT, path), 'utf8'));
      return { path, part, code, imports: importsIn(code).map((name) => resolved(path, name)) };
    }),
  );
}

/** The top folder of a path of ours, or null for a package. */
export function partOf(imported: string): string | null {
  return /^[\w-]+\/.*\.ts$/.test(imported) ? (imported.split('/')[0] ?? null) : null;
}

/** What code imports, statically, dynamically, for its types or its effect. */
export function importsIn(code: string): readonly string[] {
  const found = code.matchAll(IMPORT);
  return [...found].flatMap(({ groups }) => groups?.from ?? groups?.effect ?? groups?.dynamic ?? []);
}

const IMPORT =
  /^(?:import|export)\b[^;'"]*?\bfrom\s*['"](?<from>[^'"]+)['"]|^import\s*['"](?<effect>[^'"]+)['"]|\bimport\(\s*['"](?<dynamic>[^'"]+)['"]/gm;

function filesBelow(part: string): readonly string[] {
  try {
    const names = readdirSync(join(ROOT, part), { recursive: true, encoding: 'utf8' });
    return names.filter((name) => name.endsWith('.ts')).map((name) => `${part}/${name.replaceAll('\\', '/')}`);
  } catch {
    // A part that is not built yet has no files.
    return [];
  }
}

/** Block comments and whole-line comments: enough for the imports, which stand on lines of their own. */
function withoutComments(text: string): string {
  return text.replace(/\/\*.*?\*\//gs, '').replace(/^\s*\/\/.*$/gm, '');
}

function resolved(path: string, name: string): string {
  return name.startsWith('.') ? relative(ROOT, join(ROOT, dirname(path), name)).replaceAll('\\', '/') : name;
}

/** Groups of files that import each other in a circle, type imports included; each group sorted. */
export function circlesAmong(sources: readonly SourceFile[]): readonly (readonly string[])[] {
  const known = new Map(sources.map((source) => [source.path, source]));
  const reachable = new Map(sources.map(({ path }) => [path, reachableFrom(path, known)]));
  const circleOf = (path: string) =>
    [...(reachable.get(path) ?? [])].filter((other) => reachable.get(other)?.has(path)).sort();
  const circles = sources.map(({ path }) => circleOf(path)).filter((circle) => circle.length > 0);
  return [...new Map(circles.map((circle) => [circle.join(), circle])).values()];
}

/** Every file that a file imports, directly or through others; the file itself only if it is in a circle. */
function reachableFrom(path: string, known: ReadonlyMap<string, SourceFile>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const imported = known.get(next)?.imports.filter((name) => known.has(name) && !reached.has(name)) ?? [];
    for (const name of imported) reached.add(name);
    open.push(...imported);
  }
  return reached;
}
