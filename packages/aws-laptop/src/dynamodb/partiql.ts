import { AwsError } from '../aws.ts';

/** A PartiQL statement as the single write that it means. `Value` is an attribute's value, as the caller has it. */
export type Write<Value> = Put<Value> | Update<Value> | Delete<Value>;

interface Put<Value> {
  readonly operation: 'PutItem';
  readonly action: 'dynamodb:PartiQLInsert';
  readonly refusal: 'DuplicateItem';
  readonly input: Readonly<{ TableName: string; Item: Record<string, Value> } & Condition>;
}

interface Update<Value> {
  readonly operation: 'UpdateItem';
  readonly action: 'dynamodb:PartiQLUpdate';
  readonly refusal: 'ConditionalCheckFailed';
  readonly input: Readonly<Keyed<Value> & { UpdateExpression: string }>;
}

interface Delete<Value> {
  readonly operation: 'DeleteItem';
  readonly action: 'dynamodb:PartiQLDelete';
  readonly refusal: 'ConditionalCheckFailed';
  readonly input: Readonly<Keyed<Value>>;
}

interface Condition {
  ConditionExpression: string;
  ExpressionAttributeNames: Record<string, string>;
}

interface Keyed<Value> extends Condition {
  TableName: string;
  Key: Record<string, Value>;
  ExpressionAttributeValues: Record<string, Value>;
}

const WHERE = `WHERE "(?<key>\\w+)" = \\? AND "(?<other>\\w+)" = \\?$`;
const INSERT = /^INSERT INTO "(?<table>[\w.-]+)" VALUE \{(?<members>'\w+': \?(?:, '\w+': \?)*)\}$/;
const UPDATE = new RegExp(`^UPDATE "(?<table>[\\w.-]+)" SET "(?<set>\\w+)" = \\? REMOVE "(?<removed>\\w+)" ${WHERE}`);
const DELETE = new RegExp(`^DELETE FROM "(?<table>[\\w.-]+)" ${WHERE}`);

/**
 * Translates the statements that the functions send, and no others; `keyOf` returns a table's only key attribute.
 * Source: DynamoDB Developer Guide, "PartiQL insert / update / delete statements": an INSERT fails where there is an
 * item, an UPDATE of a missing item or with WHERE false, a DELETE where WHERE is false of the item that is there.
 *
 * @throws AwsError UnknownOperationException for any other statement, with its text: values are parameters, so it
 * quotes none.
 */
export function writeOf<Value>(
  statement: string,
  parameters: readonly Value[],
  keyOf: (table: string) => string | undefined,
): Write<Value> {
  const count = statement.split('?').length - 1;
  const given = {
    ...INSERT.exec(statement)?.groups,
    ...UPDATE.exec(statement)?.groups,
    ...DELETE.exec(statement)?.groups,
  };
  const key = keyOf(given.table ?? '');
  const isKeyNamed = given.members?.includes(`'${key}': ?`) ?? given.key === key;
  if (key === undefined || !isKeyNamed || count !== parameters.length) throw notCovered(statement);
  if (given.members !== undefined) return insertion(given, key, parameters);
  return given.set === undefined ? deletion(given, parameters) : update(given, parameters);
}

type Groups = Readonly<Record<string, string>>;

function insertion<Value>({ table = '', members = '' }: Groups, key: string, parameters: readonly Value[]): Put<Value> {
  const names = [...members.matchAll(/'(\w+)'/g)].map(([, name]) => name ?? '');
  const values = names.flatMap((name, index) =>
    parameters[index] === undefined ? [] : [[name, parameters[index]] as const],
  );
  const input = {
    TableName: table,
    Item: Object.fromEntries(values),
    ConditionExpression: 'attribute_not_exists(#key)',
    ExpressionAttributeNames: { '#key': key },
  };
  return { operation: 'PutItem', action: 'dynamodb:PartiQLInsert', refusal: 'DuplicateItem', input };
}

function update<Value>(
  { table = '', set = '', removed = '', key = '', other = '' }: Groups,
  parameters: readonly Value[],
) {
  const [value, ofKey, ofOther] = parameters;
  const input = {
    TableName: table,
    Key: valuesOf([[key, ofKey]]),
    UpdateExpression: 'SET #set = :set REMOVE #removed',
    // Not true of an item that is not there, either.
    ConditionExpression: '#other = :other',
    ExpressionAttributeNames: { '#set': set, '#removed': removed, '#other': other },
    ExpressionAttributeValues: valuesOf([
      [':set', value],
      [':other', ofOther],
    ]),
  };
  const action = 'dynamodb:PartiQLUpdate' as const;
  return { operation: 'UpdateItem' as const, action, refusal: 'ConditionalCheckFailed' as const, input };
}

function deletion<Value>(
  { table = '', key = '', other = '' }: Groups,
  [ofKey, ofOther]: readonly Value[],
): Delete<Value> {
  const input = {
    TableName: table,
    Key: valuesOf([[key, ofKey]]),
    ConditionExpression: 'attribute_not_exists(#key) OR #other = :other',
    ExpressionAttributeNames: { '#key': key, '#other': other },
    ExpressionAttributeValues: valuesOf([[':other', ofOther]]),
  };
  const action = 'dynamodb:PartiQLDelete';
  return { operation: 'DeleteItem', action, refusal: 'ConditionalCheckFailed', input };
}

function valuesOf<Value>(pairs: readonly (readonly [string, Value | undefined])[]): Record<string, Value> {
  return Object.fromEntries(pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

function notCovered(statement: string): AwsError {
  return new AwsError(
    'UnknownOperationException',
    `The laptop's DynamoDB does not cover the PartiQL statement ${JSON.stringify(statement)} with these parameters. It ` +
      'covers, on tables with one key attribute: INSERT INTO "t" VALUE {\'a\': ?, …}; UPDATE "t" SET "a" = ? REMOVE ' +
      '"b" WHERE "key" = ? AND "c" = ?; DELETE FROM "t" WHERE "key" = ? AND "c" = ?.',
  );
}
