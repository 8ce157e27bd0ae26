import {
  BatchExecuteStatementCommand,
  type BatchStatementResponse,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DeleteItemCommandInput,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { commandsOf, isInsert, statementAnswer } from './batch.ts';
import { conditionOf, type Item, updated } from './expression.ts';

/** Notified of each change of a claim, and of each write whose condition failed while a claim existed. */
export interface ClaimsWatch<By> {
  readonly changed: (eventKey: string, before: Item | undefined, after: Item | undefined, by: By) => void;
  readonly refused: (step: 'claim' | 'confirm' | 'release', eventKey: string, holder: Item, by: By) => void;
}

type Conditional = Pick<
  DeleteItemCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/**
 * DynamoDB as far as the claims use it: conditional writes, one after the other. Items past their TTL stay readable and
 * writable until `sweep` takes them (AWS: "typically within days").
 */
export class ClaimsModel<By> {
  private readonly items = new Map<string, Item>();
  private readonly watch: ClaimsWatch<By>;
  /** Whether a refusal carries the item; a caller must manage without. */
  private readonly returnsHolder: boolean;

  constructor(watch: ClaimsWatch<By>, returnsHolder: boolean) {
    this.watch = watch;
    this.returnsHolder = returnsHolder;
  }

  get claims(): ReadonlyMap<string, Item> {
    return this.items;
  }

  /** Carries out one command. Throws ConditionalCheckFailedException as the service does. */
  apply(command: unknown, by: By): { Item?: Item; Responses?: readonly BatchStatementResponse[] } {
    if (command instanceof BatchExecuteStatementCommand) {
      const apply = (one: unknown) => this.apply(one, by);
      return { Responses: commandsOf(command).map((one) => statementAnswer(one, apply)) };
    }
    if (command instanceof GetItemCommand) {
      const found = this.items.get(keyOf(command.input.Key));
      return found === undefined ? {} : { Item: found };
    }
    if (command instanceof PutItemCommand) this.put(command, by);
    else if (command instanceof UpdateItemCommand) this.update(command, by);
    else if (command instanceof DeleteItemCommand) this.remove(command, by);
    else throw new Error("The model's DynamoDB does not know this command.");
    return {};
  }

  /** What the TTL does, some time after an item's end. */
  sweep(eventKey: string): void {
    this.items.delete(eventKey);
  }

  private put(command: PutItemCommand, by: By): void {
    const { input } = command;
    const key = keyOf(input.Item);
    const holder = this.items.get(key);
    if (!isMet(input, holder)) {
      const withHolder = this.returnsHolder && input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
      // An INSERT is not the last word on a claim: what may be free is put again.
      if (holder !== undefined && !isInsert(command)) this.watch.refused('claim', key, holder, by);
      throw refusal(holder, withHolder);
    }
    this.change(key, input.Item, by);
  }

  private update({ input }: UpdateItemCommand, by: By): void {
    const key = keyOf(input.Key);
    const holder = this.items.get(key);
    if (!isMet(input, holder)) {
      if (holder !== undefined) this.watch.refused('confirm', key, holder, by);
      throw refusal(holder);
    }
    // An update of an item that is not there makes it.
    this.change(key, updated(input.UpdateExpression ?? '', holder ?? { ...input.Key }, placeholdersOf(input)), by);
  }

  private remove({ input }: DeleteItemCommand, by: By): void {
    const key = keyOf(input.Key);
    const holder = this.items.get(key);
    if (!isMet(input, holder)) {
      if (holder !== undefined) this.watch.refused('release', key, holder, by);
      throw refusal(holder);
    }
    if (holder !== undefined) this.change(key, undefined, by);
  }

  private change(key: string, after: Item | undefined, by: By): void {
    const before = this.items.get(key);
    if (after === undefined) this.items.delete(key);
    else this.items.set(key, after);
    this.watch.changed(key, before, after, by);
  }
}

export function keyOf(item: Item | undefined): string {
  const key = item?.event_key?.S;
  if (key === undefined) throw new Error('A command on the claims names no event_key.');
  return key;
}

/** A condition is judged on an empty item where there is none. */
function isMet(input: Conditional, item: Item = {}): boolean {
  const text = input.ConditionExpression;
  return text === undefined || conditionOf(text)(item, placeholdersOf(input));
}

function placeholdersOf(input: Conditional) {
  return { names: input.ExpressionAttributeNames ?? {}, values: input.ExpressionAttributeValues ?? {} };
}

/** The message is the model's own: it is for the trace. */
function refusal(holder: Item | undefined, withHolder = false): ConditionalCheckFailedException {
  const message = `refused, the claim is ${holder?.state?.S ?? 'not there'}`;
  return new ConditionalCheckFailedException({
    message,
    $metadata: {},
    ...(withHolder && holder ? { Item: holder } : {}),
  });
}
