/** Whether a value is a JSON object (not null, not an array). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of property names, or undefined when a step of the path is absent. */
export function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((here, step) => {
    return isRecord(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  }, value);
}

/** A JSON type's name, for error messages: values may be secret, their types are not. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value;
}

/** One text or a list of texts, as CloudFormation and IAM write both, as a list. */
export function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** What the laptop stack says when a template needs something that is not covered. */
export function notCovered(what: string, advice: string): Error {
  return new Error(`The laptop stack does not cover ${what}: ${advice}`);
}
