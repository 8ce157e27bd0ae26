import { randomBytes } from 'node:crypto';
import { formatTime, parseTimePattern, type TimePattern } from './java-time.ts';

/** The folder names AWS gives to what it could not deliver, as far as this Firehose produces them. */
export type ErrorOutputType = 'processing-failed' | 'format-conversion-failed' | 'activePartitionExceeded';

type PrefixPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'partitionKey'; readonly name: string }
  | { readonly kind: 'timestamp'; readonly pattern: TimePattern }
  | { readonly kind: 'errorOutputType' }
  | { readonly kind: 'randomString' };

/** An S3 prefix with its expressions parsed. */
export type Prefix = readonly PrefixPart[];

/** What the expressions of a prefix are evaluated with. */
export interface PrefixValues {
  /** When the oldest record in the object arrived, epoch milliseconds. */
  readonly oldestArrivalMs: number;
  /** IANA name, from CustomTimeZone. */
  readonly timeZone: string;
  readonly partitionKeys?: ReadonlyMap<string, string>;
  readonly errorOutputType?: ErrorOutputType;
}

const EXPRESSION = /!\{([^}]*)\}/g;
const DEFAULT_TIME = parseTimePattern('yyyy/MM/dd/HH/');

/**
 * Parses a prefix. One without any expression gets `yyyy/MM/dd/HH/` appended, with no slash between; one with an
 * expression gets nothing (Amazon Data Firehose, "Understand custom prefixes for Amazon S3 objects").
 * Throws for a namespace or value that is not covered.
 */
export function parsePrefix(text: string): Prefix {
  const parts = splitExpressions(text);
  const hasExpression = parts.some((part) => part.kind !== 'text');
  return hasExpression ? parts : [...parts, { kind: 'timestamp', pattern: DEFAULT_TIME }];
}

function splitExpressions(text: string): PrefixPart[] {
  const parts: PrefixPart[] = [];
  let end = 0;
  for (const match of text.matchAll(EXPRESSION)) {
    parts.push({ kind: 'text', text: text.slice(end, match.index) }, parseExpression(match[1] ?? ''));
    end = match.index + match[0].length;
  }
  parts.push({ kind: 'text', text: text.slice(end) });
  if (parts.some((part) => part.kind === 'text' && part.text.includes('!{'))) {
    throw new Error(`The prefix "${text}" has an expression without its closing brace.`);
  }
  return parts.filter((part) => part.kind !== 'text' || part.text !== '');
}

function parseExpression(expression: string): PrefixPart {
  const [namespace = '', ...rest] = expression.split(':');
  const value = rest.join(':');
  if (namespace === 'timestamp') return { kind: 'timestamp', pattern: parseTimePattern(value) };
  if (namespace === 'partitionKeyFromLambda' && /^\w+$/.test(value)) return { kind: 'partitionKey', name: value };
  if (expression === 'firehose:error-output-type') return { kind: 'errorOutputType' };
  if (expression === 'firehose:random-string') return { kind: 'randomString' };
  throw new Error(
    `The prefix expression "!{${expression}}" is not covered; covered are !{timestamp:…}, ` +
      '!{partitionKeyFromLambda:…}, !{firehose:error-output-type} and !{firehose:random-string}.',
  );
}

/** The partition keys a prefix asks of the transform, each once, in order. */
export function partitionKeyNames(prefix: Prefix): readonly string[] {
  return [...new Set(prefix.flatMap((part) => (part.kind === 'partitionKey' ? [part.name] : [])))];
}

/** Whether a prefix names the kind of error, as every ErrorOutputPrefix must. */
export function hasErrorOutputType(prefix: Prefix): boolean {
  return prefix.some((part) => part.kind === 'errorOutputType');
}

/** The prefix of one object. Every `!{timestamp:…}` shows the same instant: the oldest record's arrival. */
export function evaluatePrefix(prefix: Prefix, values: PrefixValues): string {
  return prefix.map((part) => evaluatePart(part, values)).join('');
}

function evaluatePart(part: PrefixPart, values: PrefixValues): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'timestamp':
      return formatTime(part.pattern, values.oldestArrivalMs, values.timeZone);
    case 'partitionKey':
      return required(values.partitionKeys?.get(part.name), `the partition key "${part.name}"`);
    case 'errorOutputType':
      return required(values.errorOutputType, 'the error output type');
    case 'randomString':
      return randomString();
  }
}

function required(value: string | undefined, what: string): string {
  if (value === undefined) throw new Error(`A prefix needs ${what}, which this object does not have.`);
  return value;
}

/** Eleven characters, new at each occurrence (same document: "evaluates to a random string of 11 characters"). */
function randomString(): string {
  return randomBytes(8).toString('base64url').replaceAll(/[-_]/g, 'x').slice(0, 11);
}
