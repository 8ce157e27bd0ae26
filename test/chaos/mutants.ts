import {
  type BatchExecuteStatementCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { dynamoClaims } from '../../lambdas/aws/claims.ts';
import { firehosePublisher } from '../../lambdas/aws/firehose.ts';
import type { IngestClients } from '../../lambdas/aws/ingest-ports.ts';
import type { Claims } from '../../lambdas/ingest/claim-protocol.ts';
import type { IngestPorts } from '../../lambdas/ingest/slice.ts';
import { LEASE_MS, type Mutation, TTL_MS } from './functions.ts';
import type { Rule } from './invariant-checker.ts';
import type { Invocation } from './invocation.ts';

/** The protocol with one mistake in it, and the rule that must catch it. */
export interface Mutant {
  readonly name: string;
  readonly caughtBy: Rule;
  readonly mutation: Mutation;
}

/** The functions' code is as it is; a port or a client between it and the model is replaced. */
export const MUTANTS: readonly Mutant[] = [
  { name: 'confirm before publish', caughtBy: 'done too early', mutation: { ports: confirmingFirst } },
  {
    name: 'release without a look at the owner',
    caughtBy: 'confirm undone',
    mutation: {
      toDynamoDb: (command) =>
        command instanceof DeleteItemCommand ? new DeleteItemCommand(unconditional(command.input)) : command,
    },
  },
  {
    name: 'confirm without a look at the owner',
    caughtBy: 'lease broken',
    mutation: {
      toDynamoDb: (command) =>
        command instanceof UpdateItemCommand ? new UpdateItemCommand(unconditional(command.input)) : command,
    },
  },
  { name: 'no lease: a claim is held for ever', caughtBy: 'stuck', mutation: { leaseSeconds: 1e9 } },
  { name: 'no lease: a claim is free at once', caughtBy: 'doubled', mutation: { leaseSeconds: 0 } },
  {
    name: 'no confirm',
    caughtBy: 'doubled',
    mutation: {
      ports: ({ claims, ...rest }) => ({ ...rest, claims: { ...claims, confirmMany: async () => new Map() } }),
    },
  },
  {
    name: 'no release',
    caughtBy: 'not released',
    mutation: {
      ports: ({ claims, ...rest }) => ({ ...rest, claims: { ...claims, releaseMany: async () => new Map() } }),
    },
  },
  {
    name: 'expiry left to the TTL',
    caughtBy: 'expiry ignored',
    mutation: {
      toDynamoDb: (command) =>
        command instanceof PutItemCommand ? new PutItemCommand(withoutExpiry(command.input)) : command,
    },
  },
  { name: 'one owner for all runs of a request', caughtBy: 'doubled', mutation: { ports: ownedByRequest } },
  {
    name: 'a concurrent duplicate in progress taken for done',
    caughtBy: 'lost',
    mutation: {
      ports: ({ claims, ...rest }) => ({ ...rest, claims: { ...claims, claimMany: optimistic(claims.claimMany) } }),
    },
  },
  {
    name: 'refused records taken for stored',
    caughtBy: 'lost',
    mutation: { ports: (ports) => ({ ...ports, publish: (records) => ports.publish(records).then(() => new Map()) }) },
  },
  {
    name: 'a refused statement of a batch taken for done',
    caughtBy: 'doubled',
    mutation: { ports: blindToStatements },
  },
  {
    name: 'a slice confirmed with its claim',
    caughtBy: 'done too early',
    mutation: { ports: (ports) => ({ ...ports, claims: { ...ports.claims, claimMany: hasty(ports.claims) } }) },
  },
  {
    name: 'a slice confirmed whatever became of its items',
    caughtBy: 'done too early',
    mutation: {
      ports: ({ claims, ...rest }) => ({ ...rest, claims: { ...claims, releaseMany: generous(claims) } }),
    },
  },
  { name: 'publishing without a deadline', caughtBy: 'too late', mutation: { ports: tireless } },
];

function confirmingFirst(ports: IngestPorts): IngestPorts {
  return {
    ...ports,
    async publish(records) {
      await ports.claims.confirmMany(records.map(({ eventKey }) => eventKey));
      return ports.publish(records);
    },
  };
}

function optimistic(claimMany: IngestPorts['claims']['claimMany']): typeof claimMany {
  return async (eventKeys) => {
    const { states, failures } = await claimMany(eventKeys);
    const believed = [...states].map(([key, state]) => [key, state === 'pending' ? 'done' : state] as const);
    return { states: new Map(believed), failures };
  };
}

function hasty({ claimMany, confirmMany }: IngestPorts['claims']): typeof claimMany {
  return async (eventKeys) => {
    const claiming = await claimMany(eventKeys);
    if (eventKeys.some((key) => key.startsWith('slice.'))) await confirmMany(eventKeys);
    return claiming;
  };
}

function generous({ confirmMany, releaseMany }: IngestPorts['claims']): typeof releaseMany {
  return (eventKeys) => (eventKeys.some((key) => key.startsWith('slice.')) ? confirmMany : releaseMany)(eventKeys);
}

function ownedByRequest(ports: IngestPorts, { dynamodb }: IngestClients, invocation: Invocation): IngestPorts {
  return { ...ports, claims: claimsOf(dynamodb, invocation.requestId, invocation) };
}

/** A batch answers 200 whatever became of its statements. */
function blindToStatements(ports: IngestPorts, { dynamodb }: IngestClients, invocation: Invocation): IngestPorts {
  const send = async (command: BatchExecuteStatementCommand) => {
    const { Responses, ...answer } = await dynamodb.send(command);
    return { ...answer, Responses: Responses?.map(() => ({})) };
  };
  const blind: DynamoDBClient = Object.assign(Object.create(dynamodb), { send });
  return { ...ports, claims: claimsOf(blind, invocation.name, invocation) };
}

function claimsOf(client: DynamoDBClient, owner: string, { timing }: Invocation): Claims {
  return dynamoClaims(client, {
    table: 'claims',
    owner,
    leaseSeconds: LEASE_MS / 1000,
    ttlDays: TTL_MS / 86_400_000,
    nowMs: timing.nowMs,
  });
}

function tireless(ports: IngestPorts, { firehose }: IngestClients, { timing }: Invocation): IngestPorts {
  const deadlineMs = () => timing.nowMs() + 600_000;
  return {
    ...ports,
    publish: firehosePublisher(firehose, { stream: 'stream', deadlineMs, timing, onFailure: () => {} }),
  };
}

interface Conditional {
  readonly ConditionExpression?: string | undefined;
}

function unconditional<Input extends Conditional>(input: Input): Omit<Input, 'ConditionExpression'> {
  const { ConditionExpression: _dropped, ...rest } = input;
  return rest;
}

function withoutExpiry<Input extends Conditional>(input: Input): Input {
  return { ...input, ConditionExpression: input.ConditionExpression?.replace(' OR expires_at < :now', '') };
}
