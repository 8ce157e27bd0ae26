import { describe, expect, test } from 'vitest';
import { writeOf } from '../../src/dynamodb/partiql.ts';

const keyOf = (table: string) => (table === 'claims' ? 'id' : undefined);
const write = (statement: string, parameters: readonly string[]) => writeOf(statement, parameters, keyOf);

describe('a statement is the single write that it means', () => {
  test('an insert: a put where there is nothing', () => {
    expect(write(`INSERT INTO "claims" VALUE {'id': ?, 'state': ?}`, ['a', 'pending'])).toEqual({
      operation: 'PutItem',
      action: 'dynamodb:PartiQLInsert',
      refusal: 'DuplicateItem',
      input: {
        TableName: 'claims',
        Item: { id: 'a', state: 'pending' },
        ConditionExpression: 'attribute_not_exists(#key)',
        ExpressionAttributeNames: { '#key': 'id' },
      },
    });
  });

  test('an update: of what is there and fits', () => {
    const statement = 'UPDATE "claims" SET "state" = ? REMOVE "lease" WHERE "id" = ? AND "owner" = ?';
    expect(write(statement, ['done', 'a', 'me'])).toMatchObject({
      operation: 'UpdateItem',
      action: 'dynamodb:PartiQLUpdate',
      refusal: 'ConditionalCheckFailed',
      input: {
        Key: { id: 'a' },
        UpdateExpression: 'SET #set = :set REMOVE #removed',
        ConditionExpression: '#other = :other',
        ExpressionAttributeNames: { '#set': 'state', '#removed': 'lease', '#other': 'owner' },
        ExpressionAttributeValues: { ':set': 'done', ':other': 'me' },
      },
    });
  });

  test('a delete: of what fits, and of nothing', () => {
    expect(write('DELETE FROM "claims" WHERE "id" = ? AND "owner" = ?', ['a', 'me'])).toMatchObject({
      operation: 'DeleteItem',
      action: 'dynamodb:PartiQLDelete',
      input: {
        Key: { id: 'a' },
        ConditionExpression: 'attribute_not_exists(#key) OR #other = :other',
        ExpressionAttributeValues: { ':other': 'me' },
      },
    });
  });
});

describe('any other statement is refused by its text', () => {
  test.each([
    [`SELECT * FROM "claims" WHERE "id" = ?`, ['a']],
    [`INSERT INTO "claims" VALUE {'state': ?}`, ['pending']],
    [`INSERT INTO "claims" VALUE {'id': ?, 'state': 'pending'}`, ['a']],
    [`INSERT INTO "other" VALUE {'id': ?}`, ['a']],
    [`INSERT INTO "claims" VALUE {'id': ?, 'state': ?}`, ['a']],
    [`UPDATE "claims" SET "state" = ? WHERE "id" = ?`, ['done', 'a']],
    [`UPDATE "claims" SET "state" = ? REMOVE "lease" WHERE "owner" = ? AND "id" = ?`, ['done', 'me', 'a']],
    [`DELETE FROM "claims" WHERE "id" = ?`, ['a']],
    [`DELETE FROM "claims" WHERE "id" = ? OR "owner" = ?`, ['a', 'me']],
    ['', []],
  ])('%s', (statement, parameters) => {
    expect(() => write(statement, parameters)).toThrow(
      expect.objectContaining({
        code: 'UnknownOperationException',
        message: expect.stringContaining(JSON.stringify(statement)),
      }),
    );
  });
});
