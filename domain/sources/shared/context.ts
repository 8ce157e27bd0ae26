import { at, isObject, type JsonObject } from '../../shared/json.ts';

/** The kind of the item that carries a part of the context which is too large to be copied into every item. */
export const CONTEXT_KIND = 'context';

/**
 * Bytes of JSON that one part of the context (`metadata`, a contact) may put into each item; vendors' take 100 to 500.
 * Without a limit, 1 MB beside 1,000 messages makes 1 GB of stream records.
 */
export const PART_LIMIT_BYTES = 1_024;

/** Ids, numbers and names are far below this. */
const MEMBER_LIMIT_BYTES = 256;

/** Decides, within one delivery, what is copied into its items and what becomes an item of its own. */
export interface ContextLimit {
  /**
   * What is copied of a part into each item: all of it up to 1 KiB of JSON. Of a larger one only the known members
   * (dotted paths) that take up to 256 bytes each; null when it has none. Asking again for the same part costs nothing.
   */
  readonly partOf: (name: string, value: unknown, known?: readonly string[]) => unknown;
  /** The parts that were cut since the last call, whole and each once, as `{"<name>": <part>}`: items of CONTEXT_KIND. */
  readonly takeExcess: () => readonly JsonObject[];
}

export function contextLimit(): ContextLimit {
  const parts = new Map<string, Map<unknown, unknown>>();
  let excess: JsonObject[] = [];
  const cut = (name: string, value: unknown, known: readonly string[]) => {
    if (sizeBytes(value) <= PART_LIMIT_BYTES) return value;
    excess.push({ [name]: value });
    return knownMembers(value, known);
  };
  return {
    partOf(name, value, known = []) {
      const ofName = parts.get(name) ?? new Map<unknown, unknown>();
      parts.set(name, ofName);
      if (!ofName.has(value)) ofName.set(value, cut(name, value, known));
      return ofName.get(value);
    },
    takeExcess() {
      const taken = excess;
      excess = [];
      return taken;
    },
  };
}

function knownMembers(value: unknown, known: readonly string[]): JsonObject | null {
  if (!isObject(value)) return null;
  const kept: Record<string, unknown> = {};
  for (const path of known) {
    const found = at(value, path);
    if (found !== undefined && sizeBytes(found) <= MEMBER_LIMIT_BYTES) place(kept, path.split('.'), found);
  }
  return Object.keys(kept).length === 0 ? null : kept;
}

function place(target: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner: Record<string, unknown> = { ...(isObject(target[name]) ? target[name] : {}) };
  place(inner, rest, value);
  target[name] = inner;
}

function sizeBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}
