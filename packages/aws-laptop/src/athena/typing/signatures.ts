/** The signatures of the functions that Trino and the laptop share, and which of them a call means. */
import { commonType, isCoercible } from './coercion.ts';
import signatures from './signatures.json' with { type: 'json' };
import { type Known, type SqlType, sqlType, typeText } from './sql-type.ts';

interface Signature {
  readonly parameters: readonly SqlType[];
  readonly result: SqlType;
  /** The last parameter may come again. */
  readonly isVariadic: boolean;
  /** `lower(varchar(x))` */
  readonly text: string;
}

/** Types that stand for any: one letter, the same letter the same type. */
const isVariable = ({ name }: SqlType): boolean => name.length === 1;

type Resolved = { readonly type: Known } | { readonly expected: string };

/** The type of a call's result, or what the function expects. Undefined for a function without signatures here. */
export function resolveCall(name: string, given: readonly Known[]): Resolved {
  const all = SIGNATURES.get(name);
  if (all === undefined) return { type: undefined };
  const exact = all.flatMap((signature) => match(signature, given, isExact));
  const fitting = exact.length > 0 ? exact : mostSpecific(all, given);
  if (fitting.length === 0) return { expected: [...new Set(all.map(({ text }) => text))].sort().join(', ') };
  const [first, ...others] = fitting;
  const isOne = given.every((type) => type !== undefined) || others.every((other) => other?.name === first?.name);
  return { type: isOne ? first : undefined };
}

type Fits = (given: SqlType, parameter: SqlType) => boolean;
const isExact: Fits = (given, { name }) => given.name === name;

/** The result, in a list: none where the arguments do not fit. An argument that is not known fits. */
function match(signature: Signature, given: readonly Known[], fits: Fits): readonly Known[] {
  const parameters = parametersFor(signature, given.length);
  if (parameters === undefined) return [];
  const bound = new Map<string, Known>();
  const all = given.every((type, at) => {
    const parameter = parameters[at];
    return (
      parameter !== undefined && (type === undefined ? unbind(parameter, bound) : bind(type, parameter, bound, fits))
    );
  });
  return all ? [substituted(signature.result, bound)] : [];
}

function parametersFor({ parameters, isVariadic }: Signature, count: number): readonly SqlType[] | undefined {
  const last = parameters.at(-1);
  if (!isVariadic || last === undefined) return parameters.length === count ? parameters : undefined;
  if (count < parameters.length) return undefined;
  return [...parameters, ...Array<SqlType>(count - parameters.length).fill(last)];
}

function bind(given: SqlType, parameter: SqlType, bound: Map<string, Known>, fits: Fits): boolean {
  if (isVariable(parameter)) {
    const earlier = bound.get(parameter.name);
    const common = earlier === undefined ? given : commonType(earlier, given);
    const isKnown = earlier !== undefined || !bound.has(parameter.name);
    if (common !== undefined && isKnown) bound.set(parameter.name, common);
    return common !== undefined;
  }
  if (given.name === 'unknown') return true;
  if (parameter.parts.length === 0) return fits(given, parameter);
  if (given.name !== parameter.name || given.parts.length !== parameter.parts.length) return false;
  return given.parts.every((part, at) => bind(part, parameter.parts[at] ?? part, bound, fits));
}

/** Nothing is known of the variables in the parameter. */
function unbind(parameter: SqlType, bound: Map<string, Known>): true {
  if (isVariable(parameter) && !bound.has(parameter.name)) bound.set(parameter.name, undefined);
  for (const part of parameter.parts) unbind(part, bound);
  return true;
}

function substituted(result: SqlType, bound: ReadonlyMap<string, Known>): Known {
  if (isVariable(result)) return bound.get(result.name);
  const parts = result.parts.map((part) => substituted(part, bound));
  return parts.every((part) => part !== undefined) ? sqlType(result.name, result.sizes, parts) : undefined;
}

/** Of the signatures whose parameters the arguments are taken for, those that are taken for all others. */
function mostSpecific(all: readonly Signature[], given: readonly Known[]): readonly Known[] {
  const fitting = all.filter((signature) => match(signature, given, isCoercible).length > 0);
  const isNarrower = (one: Signature, other: Signature): boolean =>
    one.parameters.every((type, at) => isCoercible(type, other.parameters[at] ?? type));
  const narrowest = fitting.filter((one) => fitting.every((other) => isNarrower(one, other)));
  return (narrowest.length > 0 ? narrowest : fitting).flatMap((signature) => match(signature, given, isCoercible));
}

const SIGNATURES: ReadonlyMap<string, readonly Signature[]> = new Map(
  Object.entries(signatures).map(([name, texts]) => [name, texts.map((text) => readSignature(name, text))]),
);

function readSignature(name: string, text: string): Signature {
  const [, list = '', result = ''] = /^\((.*)\) -> (.*)$/.exec(text) ?? [];
  const isVariadic = list.endsWith(' ...');
  const parameters = splitTopLevel(list.replace(/ \.\.\.$/, '')).map(readType);
  const written = `${name}(${list.replace(/ \.\.\.$/, '')})`;
  return { parameters, result: readType(result), isVariadic, text: written };
}

/** `map(K,V)`, `timestamp(p) with time zone`; lengths and precisions by a letter are left out. */
function readType(text: string): SqlType {
  const [, first = text, inner = '', rest = ''] = /^(\w+)\((.*)\)( with time zone)?$/.exec(text) ?? [];
  const name = first.length === 1 ? first.toLowerCase() : `${first}${rest}`;
  const isNested = ['array', 'map', 'row'].includes(first);
  if (isNested) return sqlType(name, [], splitTopLevel(inner).map(readType));
  const sizes = splitTopLevel(inner).map(Number);
  return sqlType(name, sizes.every(Number.isInteger) ? sizes : []);
}

function splitTopLevel(text: string): string[] {
  return text === '' ? [] : text.split(/,\s*(?![^(]*\))/).map((part) => part.trim());
}

export function callText(given: readonly SqlType[]): string {
  return `(${given.map(typeText).join(', ')})`;
}
