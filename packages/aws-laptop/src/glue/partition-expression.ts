/**
 * `Expression` of GetPartitions ("GetPartitions", AWS Glue API Reference): comparisons of a partition key with a value, IN,
 * BETWEEN, AND, OR and parentheses. LIKE, NOT and IS NULL are not covered.
 */

import { type Token, tokensOf } from '../athena/tokens.ts';
import { AwsError } from '../aws.ts';

export interface PartitionKey {
  readonly Name: string;
  readonly Type: string;
}

type Value = string | number;
type Matches = (values: readonly string[]) => boolean;

const INTEGERS = new Set(['tinyint', 'smallint', 'int', 'integer', 'bigint', 'long']);

const COMPARISONS: ReadonlyMap<string, (one: Value, other: Value) => boolean> = new Map([
  ['=', (one, other) => one === other],
  ['<>', (one, other) => one !== other],
  ['<', (one, other) => one < other],
  ['<=', (one, other) => one <= other],
  ['>', (one, other) => one > other],
  ['>=', (one, other) => one >= other],
]);

/** @throws AwsError InvalidInputException for what is no expression over the keys, or is not covered. */
export function partitionFilter(expression: string, keys: readonly PartitionKey[]): Matches {
  const reader = new Reader(expression, keys);
  const matches = reader.alternatives();
  reader.end();
  return matches;
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #keys: readonly PartitionKey[];
  #at = 0;

  constructor(expression: string, keys: readonly PartitionKey[]) {
    this.#tokens = tokensOf(expression);
    this.#keys = keys;
  }

  alternatives(): Matches {
    const parts = [this.#conjunction()];
    while (this.#take('OR')) parts.push(this.#conjunction());
    return (values) => parts.some((matches) => matches(values));
  }

  end(): void {
    if (this.#at < this.#tokens.length) this.#refuse('AND, OR or its end');
  }

  #conjunction(): Matches {
    const parts = [this.#condition()];
    while (this.#take('AND')) parts.push(this.#condition());
    return (values) => parts.every((matches) => matches(values));
  }

  #condition(): Matches {
    if (this.#take('(')) {
      const inside = this.alternatives();
      this.#need(')');
      return inside;
    }
    const { read, literal } = this.#key();
    if (this.#take('IN')) {
      this.#need('(');
      const choices = [literal()];
      while (this.#take(',')) choices.push(literal());
      this.#need(')');
      return (values) => choices.includes(read(values));
    }
    if (this.#take('BETWEEN')) {
      const low = literal();
      this.#need('AND');
      const high = literal();
      return (values) => read(values) >= low && read(values) <= high;
    }
    const compare = COMPARISONS.get(this.#tokens[this.#at]?.text ?? '');
    if (compare === undefined) return this.#refuse('=, <>, <, <=, >, >=, IN or BETWEEN');
    this.#at += 1;
    const value = literal();
    return (values) => compare(read(values), value);
  }

  /** How a partition's value is read, and the literals that are compared with it. */
  #key(): { readonly read: (values: readonly string[]) => Value; readonly literal: () => Value } {
    const token = this.#tokens[this.#at];
    const index = this.#keys.findIndex(({ Name }) => Name === token?.text.toLowerCase().replaceAll('"', ''));
    const type = this.#keys[index]?.Type.toLowerCase();
    if (type === undefined) return this.#refuse(`a partition key: ${this.#keys.map(({ Name }) => Name).join(', ')}`);
    this.#at += 1;
    if (INTEGERS.has(type)) return { read: (values) => Number(values[index]), literal: () => this.#integer() };
    if (type !== 'string' && type !== 'date') throw refused(`the type ${type} of ${token?.text} is not covered`);
    return { read: (values) => values[index] ?? '', literal: () => this.#text(type) };
  }

  #integer(): number {
    const sign = this.#take('-') ? -1 : 1;
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'number' || !/^\d+$/.test(token.text)) return this.#refuse('a whole number');
    this.#at += 1;
    return sign * Number(token.text);
  }

  /** Days are written so that they sort as texts. */
  #text(type: string): string {
    const token = this.#tokens[this.#at];
    const text = token?.kind === 'text' ? token.text.slice(1, -1).replaceAll("''", "'") : undefined;
    if (text === undefined) return this.#refuse('a text in single quotes');
    if (type === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(text)) return this.#refuse("a day as '2026-01-31'");
    this.#at += 1;
    return text;
  }

  #take(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.text !== text || token.kind === 'text' || token.kind === 'quoted') return false;
    this.#at += 1;
    return true;
  }

  #need(text: string): void {
    if (!this.#take(text)) this.#refuse(text);
  }

  #refuse(expected: string): never {
    throw refused(`expected ${expected}, found ${this.#tokens[this.#at]?.text ?? 'its end'}`);
  }
}

function refused(problem: string): AwsError {
  const covered = 'the laptop covers =, <>, <, <=, >, >=, IN, BETWEEN, AND, OR and parentheses';
  return new AwsError('InvalidInputException', `Expression: ${problem}; ${covered}.`);
}
