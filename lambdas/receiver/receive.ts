import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ReceiverMetric } from '../../domain/contracts/operations.ts';
import { SecretError } from '../../domain/contracts/secret-error.ts';
import { parseKeepingNumbers } from '../../domain/shared/json.ts';
import { publicUrl } from '../../domain/sources/public-url.ts';
import type { Credentials, Delivery, RefusedSignature, Source, Verification } from '../../domain/sources/source.ts';
import { isTooDeep, MAX_LEVELS, type StorePorts, storeDelivery } from '../ingest/store-delivery.ts';
import { type Answer, challenge, outcomeAnswer, refusal, withoutSecret } from './answer.ts';

/** What the receiver needs from the world; `aws.ts` provides it, the tests pretend it. */
export interface ReceiverPorts extends StorePorts {
  readonly source: (name: string) => Source | undefined;
  readonly credentials: (source: Source) => Promise<Credentials>;
  /** Reads the credentials past the cache; null when that was done a moment ago. */
  readonly freshCredentials: (source: Source) => Promise<Credentials | null>;
  /** Called with the secret that the request could not be judged without. */
  readonly onSecretError: (error: SecretError) => void;
  readonly count: (metric: ReceiverMetric, value: number) => void;
  /** Setting `publicBaseUrl`, or empty. */
  readonly publicBaseUrl: string;
}

/** One HTTP request to one answer. `routeKey` is `GET /webhooks/<source>` or `POST /webhooks/<source>`. */
export async function receive(event: APIGatewayProxyEventV2, ports: ReceiverPorts): Promise<Answer> {
  const [method, path] = event.routeKey.split(' ');
  const source = ports.source(path?.split('/').at(-1) ?? '');
  if (source === undefined) return refusal(404, 'unknown_source', 'No source has this path.');
  try {
    return await (method === 'GET' ? verifyCallback(event, source, ports) : handleDelivery(event, source, ports));
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    ports.onSecretError(error);
    return withoutSecret();
  }
}

async function verifyCallback(event: APIGatewayProxyEventV2, source: Source, ports: ReceiverPorts): Promise<Answer> {
  if (source.handshake === undefined) return refusal(404, 'no_handshake', 'This source does not check its URL by GET.');
  const query = definedOnly(event.queryStringParameters ?? {});
  const check = async (credentials: Credentials | null) =>
    credentials === null ? undefined : source.handshake?.(query, credentials);
  const answers = [await check(await ports.credentials(source))];
  if (!answers[0]?.accepted) answers.push(await check(await ports.freshCredentials(source)));
  const accepted = answers.find((answer) => answer?.accepted);
  return accepted?.accepted
    ? challenge(accepted.challenge)
    : refusal(403, 'wrong_verify_token', 'The verify token is not this stack’s. Paste the one from its secret.');
}

async function handleDelivery(event: APIGatewayProxyEventV2, source: Source, ports: ReceiverPorts): Promise<Answer> {
  const delivery: Delivery = {
    method: event.requestContext.http.method,
    url: publicUrl(ports.publicBaseUrl, event),
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    headers: event.headers,
  };
  const verification = await verify(source, delivery, ports);
  if (!verification.valid) return refuseSignature(verification.reason, ports);
  ports.count(verification.credential === 'current' ? 'SignatureCurrent' : 'SignaturePrevious', 1);
  const read = parse(delivery.body, source);
  if (read === undefined) return refusal(400, 'not_json', 'The body is not JSON in UTF-8.');
  return validateAndStore(event, source, read.body, ports);
}

async function validateAndStore(
  event: APIGatewayProxyEventV2,
  source: Source,
  received: unknown,
  ports: ReceiverPorts,
): Promise<Answer> {
  const validated = source.sift?.(received);
  if (validated && 'refusal' in validated) {
    return refusal(413, validated.refusal.error, validated.refusal.message);
  }
  const body = validated ? validated.document : received;
  if (isTooDeep(body)) return refusal(400, 'nested_too_deeply', `The body nests more than ${MAX_LEVELS} levels.`);
  const rejected = validated?.rejected ?? [];
  const delivery = { source, deliveryId: event.requestContext.requestId, body };
  const outcome = await storeDelivery(delivery, ports, rejected.length);
  if (rejected.length > 0) ports.count('ItemsRejected', rejected.length);
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

function parse(bytes: Buffer, { read = parseKeepingNumbers }: Source): { readonly body: unknown } | undefined {
  try {
    return { body: read(utf8.decode(bytes)) };
  } catch {
    return undefined;
  }
}

function definedOnly(parameters: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
