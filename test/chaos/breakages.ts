import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamoClaims } from '../../lambdas/ingest/claims.ts';
import type { IngestPorts } from '../../lambdas/ingest/ingest.ts';
import type { IngestClients } from '../../lambdas/ingest/ports.ts';
import { firehosePublisher } from '../../lambdas/ingest/publish.ts';
import { type Breakage, LEASE_MS, TTL_MS } from './functions.ts';
import type { Invocation } from './invocation.ts';
import type { Rule } from './ledger.ts';

/** A mistake one could make with the protocol, and the rule that must catch it. */
export interface Mistake {
  readonly name: string;
  readonly caughtBy: Rule;
  readonly breakage: Breakage;
}

/** The functions' code is as it is; a port or a client between it and the model is replaced. */
export const MISTAKES: readonly Mistake[] = [
  { name: 'confirm before publish', caughtBy: 'done too early', breakage: { ports: confirmingFirst } },
  {
    name: 'release without a look at the owner',
    caughtBy: 'confirm undone',
    breakage: {
      toDynamoDb: (command) =>
        command instanceof DeleteItemCommand ? new DeleteItemCommand(unconditional(command.input)) : command,
    },
  },
  {
    name: 'confirm without a look at the owner',
    caughtBy: 'lease broken',
    breakage: {
      toDynamoDb: (command) =>
        command instanceof UpdateItemCommand ? new UpdateItemCommand(unconditional(command.input)) : command,
    },
  },
  { name: 'no lease: a claim is held for ever', caughtBy: 'stuck', breakage: { leaseSeconds: 1e9 } },
  { name: 'no lease: a claim is free at once', caughtBy: 'doubled', breakage: { leaseSeconds: 0 } },
  {
    name: 'no confirm',
    caughtBy: 'doubled',
    breakage: { ports: ({ claims, ...rest }) => ({ ...rest, claims: { ...claims, confirm: async () => {} } }) },
  },
  {
    name: 'no release',
    caughtBy: 'not released',
    breakage: { ports: ({ claims, ...rest }) => ({ ...rest, claims: { ...claims, release: async () => {} } }) },
  },
  {
    name: 'expiry left to the TTL',
    caughtBy: 'expiry ignored',
    breakage: {
      toDynamoDb: (command) =>
        command instanceof PutItemCommand ? new PutItemCommand(withoutExpiry(command.input)) : command,
    },
  },
  { name: 'one owner for all runs of a request', caughtBy: 'doubled', breakage: { ports: ownedByRequest } },
  {
    name: 'a twin in progress taken for done',
    caughtBy: 'lost',
    breakage: { ports: ({ claims, ...rest }) => ({ ...rest, claims: { ...claims, claim: optimistic(claims.claim) } }) },
  },
  {
    name: 'refused records taken for stored',
    caughtBy: 'lost',
    breakage: { ports: (ports) => ({ ...ports, publish: (records) => ports.publish(records).then(() => new Map()) }) },
  },
  { name: 'publishing without a deadline', caughtBy: 'too late', breakage: { ports: tireless } },
];

function confirmingFirst(ports: IngestPorts): IngestPorts {
  return {
    ...ports,
    async publish(records) {
      for (const { eventKey } of records) await ports.claims.confirm(eventKey).catch(() => {});
      return ports.publish(records);
    },
  };
}

function optimistic(claim: IngestPorts['claims']['claim']): typeof claim {
  return async (eventKey) => ((await claim(eventKey)) === 'claimed' ? 'claimed' : 'done');
}

function ownedByRequest(
  ports: IngestPorts,
  { dynamodb }: IngestClients,
  { requestId, timing }: Invocation,
): IngestPorts {
  const claims = dynamoClaims(dynamodb, {
    table: 'claims',
    owner: requestId,
    leaseSeconds: LEASE_MS / 1000,
    ttlDays: TTL_MS / 86_400_000,
    nowMs: timing.nowMs,
  });
  return { ...ports, claims };
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
