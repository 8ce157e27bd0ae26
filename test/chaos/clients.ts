import {
  BatchExecuteStatementCommand,
  type BatchStatementResponse,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { commandsOf, statementAnswer } from './batch.ts';
import { type CallOutcome, claimOutcome, statementOutcome, streamOutcome } from './call-outcomes.ts';
import { keyOf } from './claims-model.ts';
import { type Invocation, named } from './invocation.ts';
import type { World } from './world.ts';

const DYNAMODB = new DynamoDBClient({ region: 'eu-west-1' });
const FIREHOSE = new FirehoseClient({ region: 'eu-west-1' });

/** The SDK's standard mode: three attempts, with doubling pauses, longer ones when throttled. */
const ATTEMPTS = 3;
const PAUSE_MS = 100;
const THROTTLED_PAUSE_MS = 500;

/** DynamoDB's client with its sending replaced by the model's. */
export function claimsClient(
  world: World,
  invocation: Invocation,
  change: (command: unknown) => unknown,
): DynamoDBClient {
  const send = (given: unknown) => {
    const sender = { invocation, sentMs: world.time.nowMs };
    const isBatch = given instanceof BatchExecuteStatementCommand;
    const commands = (isBatch ? commandsOf(given) : [given]).map(change);
    const { step, eventKeys } = describe(commands);
    const apply = (command: unknown) => world.claims.apply(command, sender);
    return inAttempts(invocation, () => {
      const callOutcome = claimOutcome(world.chance, world.faultProfile);
      if (callOutcome.fault !== null) invocation.hadOtherTrouble = true;
      if (step === 'confirm' && callOutcome.error !== null) {
        for (const eventKey of eventKeys) world.checker.excuse(eventKey, 'its confirm failed');
      }
      const what = () => `${step} ${eventKeys.map((eventKey) => world.names.get(eventKey)).join(', ')}`;
      const carryOut = () => (isBatch ? batchAnswer(world, callOutcome, commands, apply) : apply(commands[0]));
      return world.call(invocation, what, callOutcome, carryOut);
    });
  };
  return Object.assign(Object.create(DYNAMODB), { send });
}

/** Firehose's client with its sending replaced by the model's. */
export function streamClient(world: World, invocation: Invocation): FirehoseClient {
  const send = (command: unknown, { abortSignal }: { abortSignal: AbortSignal }) => {
    if (!(command instanceof PutRecordBatchCommand)) throw new Error("The model's stream takes batches only.");
    const put = world.stream.receive(command, invocation);
    const what = () => `put ${put.keys.map((key) => world.names.get(key)).join(', ')}`;
    const attempts = inAttempts(
      invocation,
      () => {
        const callOutcome = streamOutcome(world.chance, world.faultProfile);
        if (callOutcome.fault === 'crash' || callOutcome.fault === 'freeze') invocation.hadOtherTrouble = true;
        return world.call(invocation, what, callOutcome, () => put.carryOut(callOutcome));
      },
      abortSignal,
    );
    const onAbort = () => {
      world.note(invocation, () => `${what()}: given up at the deadline`);
      put.giveUp();
      world.checker.saw('a put that was given up at the deadline');
    };
    return untilAborted(attempts, abortSignal, onAbort);
  };
  return Object.assign(Object.create(FIREHOSE), { send });
}

function batchAnswer(
  world: World,
  callOutcome: CallOutcome,
  commands: readonly unknown[],
  apply: (command: unknown) => unknown,
): { readonly Responses: readonly BatchStatementResponse[] } {
  const Responses = commands.map((command) => {
    const { isCarriedOut, code } = statementOutcome(world.chance, callOutcome);
    const answer = isCarriedOut ? statementAnswer(command, apply) : {};
    return code === null ? answer : { Error: { Code: code } };
  });
  return { Responses };
}

type Step = 'claim' | 'confirm' | 'release' | 'look at';

/** A batch's statements are of one step. */
function describe(commands: readonly unknown[]): { readonly step: Step; readonly eventKeys: readonly string[] } {
  const each = commands.map(describeOne);
  return { step: each[0]?.step ?? 'look at', eventKeys: each.map(({ eventKey }) => eventKey) };
}

function describeOne(command: unknown): { readonly step: Step; readonly eventKey: string } {
  if (command instanceof PutItemCommand) return { step: 'claim', eventKey: keyOf(command.input.Item) };
  if (command instanceof UpdateItemCommand) return { step: 'confirm', eventKey: keyOf(command.input.Key) };
  if (command instanceof DeleteItemCommand) return { step: 'release', eventKey: keyOf(command.input.Key) };
  if (command instanceof GetItemCommand) return { step: 'look at', eventKey: keyOf(command.input.Key) };
  throw new Error('The claims send no such command.');
}

/** The SDK retries every transient error until it is aborted. */
async function inAttempts<T>(invocation: Invocation, attempt: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let made = 1; ; made += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException || made === ATTEMPTS || signal?.aborted) throw error;
      const isThrottled = error instanceof Error && /Throughput|Unavailable/.test(error.name);
      await invocation.timing.sleep((isThrottled ? THROTTLED_PAUSE_MS : PAUSE_MS) * 2 ** (made - 1));
      if (signal?.aborted) throw named('AbortError');
    }
  }
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal, onAbort: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      onAbort();
      reject(named('AbortError'));
    };
    signal.addEventListener('abort', abort);
    const end = () => signal.removeEventListener('abort', abort);
    work.then(resolve, reject).finally(end);
  });
}
