import { SUBSTITUTION } from './references.ts';
import { isRecord, notCovered, typeName } from './values.ts';

/** What an intrinsic function may ask of the stack. Both throw a plain error for a name they do not know. */
export interface Lookup {
  readonly ref: (name: string) => unknown;
  readonly attribute: (logicalId: string, attribute: string) => string;
}

/** What `Ref: AWS::NoValue` gives: the property or list item that holds it is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, lookup: Lookup) => unknown;

/**
 * A property value with every intrinsic function in it replaced by what it gives.
 * Source of the functions' rules: CloudFormation User Guide, "Intrinsic function reference".
 * @throws for a function or a dynamic reference that the laptop stack does not cover, and for a malformed one.
 */
export function resolve(value: unknown, lookup: Lookup): unknown {
  if (typeof value === 'string') return withoutDynamicReference(value);
  if (Array.isArray(value)) return value.map((item) => resolve(item, lookup)).filter((item) => item !== NO_VALUE);
  if (!isRecord(value)) return value;
  const name = intrinsicName(value);
  return name === undefined ? resolveRecord(value, lookup) : call(name, value[name], lookup);
}

/** A record of properties, resolved. */
export function resolveRecord(record: Record<string, unknown>, lookup: Lookup): Record<string, unknown> {
  const entries = Object.entries(record).map(([key, value]): [string, unknown] => [key, resolve(value, lookup)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== NO_VALUE));
}

function intrinsicName(record: Record<string, unknown>): string | undefined {
  const [key, ...others] = Object.keys(record);
  if (key === undefined || others.length > 0) return undefined;
  return key === 'Ref' || key.startsWith('Fn::') ? key : undefined;
}

const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', (argument, lookup) => lookup.ref(text(argument, 'Ref'))],
  ['Fn::GetAtt', getAtt],
  ['Fn::Join', join],
  ['Fn::Sub', sub],
  ['Fn::Select', select],
  ['Fn::Split', split],
]);

function call(name: string, argument: unknown, lookup: Lookup): unknown {
  const intrinsic = INTRINSICS.get(name);
  if (intrinsic !== undefined) return intrinsic(argument, lookup);
  const covered = [...INTRINSICS.keys()].join(', ');
  throw notCovered(
    `the intrinsic function ${name}`,
    `it resolves ${covered}; write the value without ${name} in the CDK app.`,
  );
}

function getAtt(argument: unknown, lookup: Lookup): string {
  const parts = typeof argument === 'string' ? argument.split('.') : list(argument, 'Fn::GetAtt');
  const [logicalId, ...attribute] = parts.map((part) => text(part, 'Fn::GetAtt'));
  return lookup.attribute(logicalId ?? '', attribute.join('.'));
}

function join(argument: unknown, lookup: Lookup): string {
  const [delimiter, values] = list(argument, 'Fn::Join');
  const resolved = list(resolve(values, lookup), 'Fn::Join');
  return resolved.map((value) => scalar(value, 'Fn::Join')).join(text(delimiter, 'Fn::Join'));
}

function split(argument: unknown, lookup: Lookup): readonly string[] {
  const [delimiter, value] = list(argument, 'Fn::Split');
  return scalar(resolve(value, lookup), 'Fn::Split').split(text(delimiter, 'Fn::Split'));
}

function select(argument: unknown, lookup: Lookup): unknown {
  const [index, values] = list(argument, 'Fn::Select');
  const options = list(resolve(values, lookup), 'Fn::Select');
  const position = Number(scalar(resolve(index, lookup), 'Fn::Select'));
  if (Object.hasOwn(options, position)) return options[position];
  throw new Error(`Fn::Select asks for item ${position} of a list of ${options.length}: the index starts at 0.`);
}

function sub(argument: unknown, lookup: Lookup): string {
  const [template, own] = Array.isArray(argument) ? argument : [argument, {}];
  const names = isRecord(own) ? resolveRecord(own, lookup) : {};
  return text(template, 'Fn::Sub').replace(SUBSTITUTION, (_, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    return scalar(Object.hasOwn(names, name) ? names[name] : substituted(name, lookup), 'Fn::Sub');
  });
}

function substituted(name: string, lookup: Lookup): unknown {
  return name.includes('.') ? getAtt(name, lookup) : lookup.ref(name);
}

function withoutDynamicReference(value: string): string {
  if (!value.includes('{{resolve:')) return value;
  throw notCovered('dynamic references ({{resolve:…}})', 'let the function read the secret by its ARN instead.');
}

function list(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${where} needs a list where the template has ${typeName(value)}.`);
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  throw new Error(`${where} needs a text where the template has ${typeName(value)}.`);
}

function scalar(value: unknown, where: string): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return text(value, where);
}
