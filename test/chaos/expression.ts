import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Readonly<Record<string, AttributeValue>>;

/** What an expression's `#names` and `:values` stand for. */
export interface Placeholders {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Item;
}

/** Whether an item meets DynamoDB's condition. */
export type Condition = (item: Item, placeholders: Placeholders) => boolean;

const conditions = new Map<string, Condition>();

/**
 * Reads the part of DynamoDB's condition language that the claims use: `attribute_not_exists`, comparisons, AND, OR and
 * parentheses. Throws on anything else, so that no condition is held for met because it was not understood.
 */
export function conditionOf(text: string): Condition {
  const known = conditions.get(text);
  if (known !== undefined) return known;
  const read = new Reader(text).whole();
  conditions.set(text, read);
  return read;
}

const TOKEN = /\s*(<=|>=|<>|[()=<>,]|[:#]?\w+)/y;

class Reader {
  private readonly tokens: string[];

  constructor(text: string) {
    const pattern = new RegExp(TOKEN);
    this.tokens = [];
    for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
      this.tokens.push(found[1] ?? '');
      if (pattern.lastIndex === text.trimEnd().length) return;
    }
    throw new Error(`The model's DynamoDB cannot read the condition: ${text}`);
  }

  whole(): Condition {
    const condition = this.either();
    if (this.tokens.length > 0) throw new Error(`The condition goes on where it should end: ${this.tokens.join(' ')}`);
    return condition;
  }

  private either(): Condition {
    const parts = [this.all()];
    while (this.takes('OR')) parts.push(this.all());
    return (item, placeholders) => parts.some((part) => part(item, placeholders));
  }

  private all(): Condition {
    const parts = [this.one()];
    while (this.takes('AND')) parts.push(this.one());
    return (item, placeholders) => parts.every((part) => part(item, placeholders));
  }

  private one(): Condition {
    if (this.takes('(')) {
      const inner = this.either();
      this.expect(')');
      return inner;
    }
    if (this.takes('attribute_not_exists')) {
      this.expect('(');
      const name = this.next();
      this.expect(')');
      return (item, placeholders) => operand(name, item, placeholders) === undefined;
    }
    return comparison(this.next(), this.next(), this.next());
  }

  private takes(token: string): boolean {
    if (this.tokens[0] !== token) return false;
    this.tokens.shift();
    return true;
  }

  private expect(token: string): void {
    const found = this.next();
    if (found !== token) throw new Error(`The condition has ${found} where ${token} should stand.`);
  }

  private next(): string {
    const token = this.tokens.shift();
    if (token === undefined) throw new Error('The condition ends too early.');
    return token;
  }
}

/** A comparison with what is not there, or is of another type, is false. */
function comparison(left: string, operator: string, right: string): Condition {
  if (operator !== '=' && operator !== '<') throw new Error(`The model's DynamoDB knows no operator ${operator}.`);
  return (item, placeholders) => {
    const a = operand(left, item, placeholders);
    const b = operand(right, item, placeholders);
    if (a === undefined || b === undefined) return false;
    if (a.N !== undefined && b.N !== undefined) return operator === '=' ? +a.N === +b.N : +a.N < +b.N;
    if (a.S === undefined || b.S === undefined) return false;
    return operator === '=' ? a.S === b.S : a.S < b.S;
  };
}

function operand(token: string, item: Item, { names, values }: Placeholders): AttributeValue | undefined {
  if (token.startsWith(':')) return values[token];
  return item[token.startsWith('#') ? (names[token] ?? token) : token];
}

/** An update of the form `SET a = :v, … REMOVE b, …`. */
export function updated(text: string, item: Item, { names, values }: Placeholders): Item {
  const form = /^SET (?<set>.+?)(?: REMOVE (?<remove>.+))?$/.exec(text)?.groups;
  if (form === undefined) throw new Error(`The model's DynamoDB cannot read the update: ${text}`);
  const nameOf = (token: string) => names[token] ?? token;
  const removed = new Set(form.remove?.split(/, */).map(nameOf));
  const kept = Object.entries(item).filter(([name]) => !removed.has(name));
  const set = (form.set ?? '').split(/, */).map((assignment) => {
    const [target = '', value = ''] = assignment.split(/ *= */);
    const given = values[value];
    if (given === undefined) throw new Error(`The update sets ${target} to ${value}, which has no value.`);
    return [nameOf(target), given] as const;
  });
  return Object.fromEntries([...kept, ...set]);
}
