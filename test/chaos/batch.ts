import {
  type BatchExecuteStatementCommand,
  type BatchStatementRequest,
  type BatchStatementResponse,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { writeOf } from 'aws-laptop/services';

/** A batch's statements as the single writes that they mean, in their order. */
export function commandsOf({ input }: BatchExecuteStatementCommand): readonly unknown[] {
  return (input.Statements ?? []).map(commandOf);
}

function commandOf({
  Statement = '',
  Parameters = [],
  ReturnValuesOnConditionCheckFailure,
}: BatchStatementRequest): unknown {
  const { operation, input } = writeOf(Statement, Parameters, () => 'event_key');
  switch (operation) {
    case 'PutItem':
      return new PutItemCommand({ ...input, ReturnValuesOnConditionCheckFailure });
    case 'UpdateItem':
      return new UpdateItemCommand(input);
    case 'DeleteItem':
      return new DeleteItemCommand(input);
  }
}

/** Carries out one statement of a batch; a refusal is its own and not the batch's. */
export function statementAnswer(command: unknown, apply: (command: unknown) => unknown): BatchStatementResponse {
  try {
    apply(command);
    return {};
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const Code = command instanceof PutItemCommand ? 'DuplicateItem' : 'ConditionalCheckFailed';
    return { Error: { Code, Item: error.Item } };
  }
}

/** Whether a put is a PartiQL INSERT: one that takes no claim that is there, be it free or not. */
export function isInsert({ input }: PutItemCommand): boolean {
  return input.ConditionExpression === 'attribute_not_exists(#key)';
}
