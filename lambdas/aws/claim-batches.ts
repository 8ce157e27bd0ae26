import {
  BatchExecuteStatementCommand,
  type BatchStatementError,
  type BatchStatementRequest,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { type ClaimState, mayBeTaken, pendingClaim, stateFor } from '../ingest/claim-protocol.ts';
import { type ClaimTableSettings, claimIn, itemOf } from './claim-item.ts';

/** DynamoDB Developer Guide, "Running batch operations with PartiQL for DynamoDB". */
export const BATCH_LIMIT_STATEMENTS = 25;

/** What a batch says of one key; null where only a call of its own can tell, which the SDK also tries again. */
export type Verdict<T> = { readonly done: T } | { readonly failed: string } | null;

/** The steps of up to 25 claims by one call; the verdicts in the keys' order. They throw when the whole call failed. */
export interface ClaimBatches {
  readonly claim: (eventKeys: readonly string[]) => Promise<readonly Verdict<ClaimState>[]>;
  readonly confirm: (eventKeys: readonly string[]) => Promise<readonly Verdict<void>[]>;
  readonly release: (eventKeys: readonly string[]) => Promise<readonly Verdict<void>[]>;
}

const DONE: Verdict<void> = { done: undefined };

/**
 * The claims' steps as PartiQL, whose batches answer for each statement by itself (BatchWriteItem takes no conditions).
 * Per statement, as the reference of each says: an INSERT fails with DuplicateItem when there is an item at all, an
 * UPDATE and a DELETE with ConditionalCheckFailed when their WHERE is false; a DELETE of nothing succeeds. The SDK does
 * not try single statements again: what throttled or failed is left to the caller.
 */
export function claimBatches(client: DynamoDBClient, settings: ClaimTableSettings): ClaimBatches {
  const { table, owner } = settings;
  const oursIs = (eventKey: string) => [{ S: eventKey }, { S: owner }];
  return {
    async claim(eventKeys) {
      const nowMs = settings.nowMs();
      const errors = await execute(
        client,
        eventKeys.map((eventKey) => insertion(settings, eventKey, nowMs)),
      );
      return errors.map((error) => (error === null ? { done: 'claimed' } : refusedClaim(error, owner, nowMs)));
    },
    async confirm(eventKeys) {
      const Statement = `UPDATE "${table}" SET "state" = ? REMOVE "lease_until" WHERE "event_key" = ? AND "owner" = ?`;
      const statements = eventKeys.map((key) => ({ Statement, Parameters: [{ S: 'done' }, ...oursIs(key)] }));
      const refused: Verdict<void> = { failed: 'ConditionalCheckFailedException' };
      return (await execute(client, statements)).map((error) => settled(error, refused));
    },
    async release(eventKeys) {
      const Statement = `DELETE FROM "${table}" WHERE "event_key" = ? AND "owner" = ?`;
      const statements = eventKeys.map((key) => ({ Statement, Parameters: oursIs(key) }));
      // A claim that is no longer ours needs no release.
      return (await execute(client, statements)).map((error) => settled(error, DONE));
    },
  };
}

function insertion(settings: ClaimTableSettings, eventKey: string, nowMs: number): BatchStatementRequest {
  const claim = Object.entries(itemOf(eventKey, pendingClaim(settings, nowMs)));
  const members = claim.map(([name]) => `'${name}': ?`).join(', ');
  return {
    Statement: `INSERT INTO "${settings.table}" VALUE {${members}}`,
    Parameters: claim.map(([, value]) => value),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

/** Of each statement, in their order, its error or null. */
async function execute(
  client: DynamoDBClient,
  Statements: BatchStatementRequest[],
): Promise<readonly (BatchStatementError | null)[]> {
  const { Responses = [] } = await client.send(new BatchExecuteStatementCommand({ Statements }));
  // A statement that is not answered for has no code, and so no verdict.
  return Statements.map((_, index) => (Responses[index] === undefined ? {} : (Responses[index].Error ?? null)));
}

/** A claim that may be free is put again on the condition that it is; so is one whose holder the service does not tell. */
function refusedClaim(error: BatchStatementError, owner: string, nowMs: number): Verdict<ClaimState> {
  const { Code, Item } = error;
  if (Code !== 'DuplicateItem') return failed(error);
  if (Item === undefined) return null;
  const claim = claimIn(Item);
  return mayBeTaken(claim, nowMs) ? null : { done: stateFor(owner, claim) };
}

/** Mistakes in the deployment. All else may pass, or may be a statement that is not understood as it was meant. */
const PERMANENT = new Set<string>(['AccessDenied', 'ResourceNotFound']);

function failed({ Code }: BatchStatementError): { readonly failed: string } | null {
  return Code !== undefined && PERMANENT.has(Code) ? { failed: Code } : null;
}

function settled(error: BatchStatementError | null, refused: Verdict<void>): Verdict<void> {
  if (error === null) return DONE;
  return error.Code === 'ConditionalCheckFailed' ? refused : failed(error);
}
