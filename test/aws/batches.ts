import { BatchExecuteStatementCommand, type BatchStatementError, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { statuses } from './documents.ts';
import { type Question, resourceId } from './question.ts';

const ITEMS = 1_000;

export const batches: Question = {
  id: 'batches',
  title: `${ITEMS} updates in one POST, twice; and what a refused PartiQL INSERT says`,
  does: 'Posts the same thousand statuses twice, then inserts one claim twice and deletes it.',
  costs: 'under 0.02 USD',
  assumes: '1,000 accepted, then 1,000 duplicates; DuplicateItem, with the item that is in the way',
  asks: 'account',
  async ask({ target, deliver }) {
    const document = statuses(`batch-${Date.now()}`, ITEMS, Date.now);
    const answers = [await deliver(document), await deliver(document)];
    const refused = await insertTwice(
      new DynamoDBClient(target.clientConfig),
      await resourceId(target, 'AWS::DynamoDB::GlobalTable', 'Claims'),
    );
    const said = `${answers.map(({ status, body }) => `${status} ${body}`).join(', then ')}; ${refused?.Code ?? 'no error'}, ${refused?.Item ? 'with' : 'without'} the item`;
    const agrees =
      answers[0]?.body === `{"accepted":${ITEMS},"duplicates":0}` &&
      answers[1]?.body === `{"accepted":0,"duplicates":${ITEMS}}` &&
      refused?.Code === 'DuplicateItem' &&
      refused.Item !== undefined;
    return { said, agrees };
  },
};

/** The error of the second INSERT. */
async function insertTwice(client: DynamoDBClient, table: string): Promise<BatchStatementError | undefined> {
  const key = `check-aws-${Date.now()}`;
  const run = async (Statement: string) => {
    const { Responses } = await client.send(
      new BatchExecuteStatementCommand({
        Statements: [{ Statement, Parameters: [{ S: key }], ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }],
      }),
    );
    return Responses?.[0]?.Error;
  };
  const insert = `INSERT INTO "${table}" VALUE {'event_key': ?}`;
  await run(insert);
  const refused = await run(insert);
  await run(`DELETE FROM "${table}" WHERE "event_key" = ?`);
  return refused;
}
