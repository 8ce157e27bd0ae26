import { RECEIVER_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import type { Envelope } from '../../domain/event/envelope.ts';
import { eventKeySecret, type IngestClients, ingestPorts } from '../../lambdas/aws/ingest-ports.ts';
import { logger } from '../../lambdas/aws/observability.ts';
import { type IngestOutcome, ingest } from '../../lambdas/ingest/ingest.ts';
import type { IngestPorts } from '../../lambdas/ingest/slice.ts';
import { receiverPorts } from '../../lambdas/receiver/aws.ts';
import { receive } from '../../lambdas/receiver/receive.ts';
import { handleMessage } from '../../lambdas/social/handle-message.ts';
import { readSettings } from '../../lib/settings.ts';
import { CREDENTIALS, delivery as signedDelivery } from '../lambdas/receiver/delivery.ts';
import { claimsClient, streamClient } from './clients.ts';
import type { Invocation } from './invocation.ts';
import type { Delivery } from './vendor.ts';
import type { World } from './world.ts';

logger.setLogLevel('SILENT');

const settings = readSettings({});
export const TIME_LIMIT_MS = settings.receiverTimeoutSeconds * 1000;
/** As lib/ingest-access.ts gives it. */
export const LEASE_MS = TIME_LIMIT_MS + 5_000;
export const TTL_MS = settings.claimTtlDays * 86_400_000;

const ENVIRONMENT = readEnvironment(RECEIVER_ENVIRONMENT, {
  CLAIMS_TABLE: 'claims',
  STREAM_NAME: 'stream',
  EVENT_KEY_SECRET: 'event-key',
  API_VERSION: settings.apiVersion,
  LEASE_SECONDS: String(LEASE_MS / 1000),
  CLAIM_TTL_DAYS: String(settings.claimTtlDays),
  SECRET_CACHE_SECONDS: String(settings.secretCacheSeconds),
  PUBLIC_BASE_URL: settings.publicBaseUrl,
  SOURCE_SECRETS: JSON.stringify({ meta: 'meta' }),
});

const SECRETS = new Map([
  ['event-key', JSON.stringify({ secret: 'a secret of the model, of 32 characters' })],
  ['meta', JSON.stringify(CREDENTIALS)],
]);

/** A protocol that is broken on purpose, in the place where it is. Each is applied to every run. */
export interface Mutation {
  readonly leaseSeconds?: number;
  /** What is sent to DynamoDB in place of a command. */
  readonly toDynamoDb?: (command: unknown) => unknown;
  readonly ports?: (ports: IngestPorts, clients: IngestClients, invocation: Invocation) => IngestPorts;
}

/** How a run ended: whether its items were answered for, and how many it counted as what. */
export interface RunAnswer {
  readonly isAcknowledged: boolean;
  readonly words: string;
}

/**
 * Runs the functions' own code, from the request to the answer, on the model's clients and clock. Only `handler.ts` is
 * left out: it reads the process's environment.
 */
export async function runFunction(
  world: World,
  invocation: Invocation,
  delivery: Delivery,
  mutation: Mutation,
): Promise<RunAnswer> {
  return delivery.way === 'http'
    ? runReceiver(world, invocation, delivery, mutation)
    : runSocial(world, invocation, delivery, mutation);
}

async function runReceiver(world: World, invocation: Invocation, delivery: Delivery, mutation: Mutation) {
  const event = signedDelivery(JSON.stringify(documentOf(delivery)));
  const clients = clientsOf(world, invocation, mutation);
  const { statusCode, body } = await receive(event, {
    ...receiverPorts(ENVIRONMENT, clients, invocation.context),
    ...portsOfModel(world, invocation, clients, mutation),
  });
  return { isAcknowledged: statusCode === 200, words: `${statusCode} ${body}` };
}

async function runSocial(world: World, invocation: Invocation, delivery: Delivery, mutation: Mutation) {
  const clients = clientsOf(world, invocation, mutation);
  const whatsAppWebhookEntry = JSON.stringify(documentOf(delivery).entry[0]);
  const message = { MessageId: delivery.name, Message: JSON.stringify({ whatsAppWebhookEntry }) };
  await handleMessage(message, {
    eventKeySecret: () => eventKeySecret(ENVIRONMENT, clients.secrets),
    apiVersion: ENVIRONMENT.API_VERSION,
    ...portsOfModel(world, invocation, clients, mutation),
  });
  return { isAcknowledged: true, words: 'done' };
}

function clientsOf(
  world: World,
  invocation: Invocation,
  { toDynamoDb = (command) => command }: Mutation,
): IngestClients {
  const read = async (id: string) => SECRETS.get(id) ?? '';
  return {
    dynamodb: claimsClient(world, invocation, toDynamoDb),
    firehose: streamClient(world, invocation),
    secrets: { read, refresh: async () => false },
  };
}

/** What both functions take from the world, on the model's clock. */
function portsOfModel(world: World, invocation: Invocation, clients: IngestClients, mutation: Mutation) {
  const { timing, context } = invocation;
  const environment = { ...ENVIRONMENT, LEASE_SECONDS: mutation.leaseSeconds ?? ENVIRONMENT.LEASE_SECONDS };
  const ports = { ...ingestPorts(environment, clients, context, timing), sliceLimits: world.sliceLimits };
  const { ports: broken = own } = mutation;
  return {
    ingest: (envelopes: readonly Envelope[]) => ingestAndCheck(world, envelopes, broken(ports, clients, invocation)),
    count: () => {},
    nowMs: timing.nowMs,
  };
}

const own = (ports: IngestPorts) => ports;

async function ingestAndCheck(
  world: World,
  envelopes: readonly Envelope[],
  ports: IngestPorts,
): Promise<IngestOutcome> {
  world.learnNames(envelopes);
  world.learnSlices(envelopes);
  const outcome = await ingest(envelopes, ports);
  if (outcome.unfinished.includes('DuplicateInProgress'))
    world.checker.saw('a concurrent duplicate that was not done in time');
  if (outcome.unfinished.includes('OutOfTime')) world.checker.saw('a delivery that ran out of time between slices');
  world.checker.accounted(envelopes.length, outcome);
  return outcome;
}

/** Texts from invented people, one for each item. */
function documentOf({ itemIds }: Delivery) {
  const timestamp = '1795176000';
  const messages = itemIds.map((id) => ({ id, from: '15555550100', timestamp, type: 'text', text: { body: id } }));
  const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: '1000' }, messages };
  return { object: 'whatsapp_business_account', entry: [{ id: '2000', changes: [{ field: 'messages', value }] }] };
}
