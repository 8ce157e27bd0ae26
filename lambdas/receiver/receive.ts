import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ReceiverMetric } from '../../domain/contracts/operations.ts';
import { SecretError } from '../../domain/contracts/secret-error.ts';
import type { Envelope } from '../../domain/event/envelope.ts';
import { isDeeperThan, parseKeepingNumbers } from '../../domain/shared/json.ts';
import { toEnvelopes } from '../../domain/sources/envelopes.ts';
import { publicUrl } from '../../domain/sources/public-url.ts';
import type {
  Credentials,
  Delivery,
  RefusedSignature,
  RejectedItem,
  Source,
  Verification,
} from '../../domain/sources/source.ts';
import type { IngestOutcome } from '../ingest/ingest.ts';
import { type Answer, challenge, outcomeAnswer, refusal, withoutSecret } from './answer.ts';

/** What the receiver needs from the world; the handler provides it, the tests pretend it. */
export interface ReceiverPorts {
  readonly source: (name: string) => Source | undefined;
  readonly credentials: (source: Source) => Promise<Credentials>;
  /** Reads the credentials past the cache; null when that was done a moment ago. */
  readonly freshCredentials: (source: Source) => Promise<Credentials | null>;
  readonly eventKeySecret: () => Promise<string>;
  readonly ingest: (envelopes: readonly Envelope[]) => Promise<IngestOutcome>;
  /** Called with the secret that the request could not be judged without. */
  readonly onSecretError: (error: SecretError) => void;
  readonly count: (metric: ReceiverMetric, value: number) => void;
  readonly nowMs: () => number;
  readonly apiVersion: string;
  /** Setting `publicBaseUrl`, or empty. */
  readonly publicBaseUrl: string;
}

/** Vendors nest a dozen levels; thousands would exhaust the stack of whatever walks them. */
const DEEPEST_LEVELS = 200;

/** One HTTP request to one answer. `routeKey` is `GET /webhooks/<source>` or `POST /webhooks/<source>`. */
export async function receive(event: APIGatewayProxyEventV2, ports: ReceiverPorts): Promise<Answer> {
  const [method, path] = event.routeKey.split(' ');
  const source = ports.source(path?.split('/').at(-1) ?? '');
  if (source === undefined) return refusal(404, 'unknown_source', 'No source has this path.');
  try {
    return await (method === 'GET' ? verifyCallback(event, source, ports) : takeDelivery(event, source, ports));
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    ports.onSecretError(error);
    return withoutSecret();
  }
}

async function verifyCallback(event: APIGatewayProxyEventV2, source: Source, ports: ReceiverPorts): Promise<Answer> {
  if (source.verifyCallback === undefined)
    return refusal(404, 'no_handshake', 'This source does not check its URL by GET.');
  const query = definedOnly(event.queryStringParameters ?? {});
  const check = async (credentials: Credentials | null) =>
    credentials === null ? undefined : source.verifyCallback?.(query, credentials);
  const answers = [await check(await ports.credentials(source))];
  if (!answers[0]?.accepted) answers.push(await check(await ports.freshCredentials(source)));
  const accepted = answers.find((answer) => answer?.accepted);
  return accepted?.accepted
    ? challenge(accepted.challenge)
    : refusal(403, 'wrong_verify_token', 'The verify token is not this stack’s. Paste the one from its secret.');
}

async function takeDelivery(event: APIGatewayProxyEventV2, source: Source, ports: ReceiverPorts): Promise<Answer> {
  const delivery: Delivery = {
    method: event.requestContext.http.method,
    url: publicUrl(ports.publicBaseUrl, event),
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    headers: event.headers,
  };
  const verification = await verify(source, delivery, ports);
  if (!verification.valid) return refuseSignature(verification.reason, ports);
  ports.count(verification.credential === 'current' ? 'SignatureCurrent' : 'SignaturePrevious', 1);
  const document = parse(delivery.body, source);
  if (document === undefined) return refusal(400, 'not_json', 'The body is not JSON in UTF-8.');
  return store(event, source, document.value, ports);
}

async function store(
  event: APIGatewayProxyEventV2,
  source: Source,
  document: unknown,
  ports: ReceiverPorts,
): Promise<Answer> {
  const validated = source.validate?.(document);
  if (validated && 'refusal' in validated) return refusal(413, validated.refusal.error, validated.refusal.message);
  const taken = validated ? validated.delivery : document;
  if (isDeeperThan(DEEPEST_LEVELS, taken)) {
    return refusal(400, 'nested_too_deeply', `The body nests more than ${DEEPEST_LEVELS} levels.`);
  }
  const envelopes = await seal(event, source, taken, ports);
  const outcome = await ports.ingest(envelopes);
  countItems(envelopes.length, outcome, validated?.rejected ?? [], ports);
  return outcomeAnswer(outcome, validated?.rejected ?? null);
}

/** A signature that does not fit may be by a secret that was changed a moment ago: look once more, past the cache. */
async function verify(source: Source, delivery: Delivery, ports: ReceiverPorts): Promise<Verification> {
  const first = source.verify(delivery, await ports.credentials(source), ports.nowMs());
  // Neither a missing signature nor a fitting one of another time is mended by another secret.
  if (first.valid || first.reason === 'missing_signature' || first.reason === 'stale_timestamp') return first;
  const fresh = await ports.freshCredentials(source);
  return fresh === null ? first : source.verify(delivery, fresh, ports.nowMs());
}

const REFUSALS = {
  missing_signature: 'The delivery carries no signature.',
  wrong_signature: 'The signature is not that of the bytes received by any secret of this stack.',
  stale_timestamp:
    'The signature is right, but the time of the attempt is not within 5 minutes of now: sign each attempt anew.',
  no_secret_set: 'This stack has no secret to check the signature by yet: set it in the source’s secret.',
} as const satisfies Record<RefusedSignature, string>;

function refuseSignature(reason: RefusedSignature, ports: ReceiverPorts): Answer {
  ports.count('SignatureRefused', 1);
  return refusal(401, reason, REFUSALS[reason]);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parse(body: Buffer, { read = parseKeepingNumbers }: Source): { readonly value: unknown } | undefined {
  try {
    return { value: read(utf8.decode(body)) };
  } catch {
    return undefined;
  }
}

async function seal(event: APIGatewayProxyEventV2, source: Source, document: unknown, ports: ReceiverPorts) {
  return toEnvelopes(source, document, {
    eventKeySecret: await ports.eventKeySecret(),
    receivedAtMs: ports.nowMs(),
    deliveryId: event.requestContext.requestId,
    apiVersion: ports.apiVersion,
  });
}

function countItems(
  stored: number,
  outcome: IngestOutcome,
  rejected: readonly RejectedItem[],
  ports: ReceiverPorts,
): void {
  ports.count('ItemsReceived', stored + rejected.length);
  ports.count('ItemsAccepted', outcome.accepted);
  ports.count('ItemsDuplicate', outcome.duplicates);
  ports.count('ItemsUnfinished', outcome.unfinished.length);
  if (rejected.length > 0) ports.count('ItemsRejected', rejected.length);
}

function definedOnly(parameters: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
