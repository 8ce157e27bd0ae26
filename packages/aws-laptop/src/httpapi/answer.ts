/** What the client gets: a function's result as HTTP, or API Gateway's own words. */

import { validateHeaderName, validateHeaderValue } from 'node:http';
import * as z from 'zod';

export interface HttpAnswer {
  readonly status: number;
  /** A name may come more than once (`set-cookie`). */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** API Gateway's own answers; the message is fixed by AWS and says nothing of the cause. */
const GATEWAY_MESSAGES = {
  400: 'Bad Request',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

export type GatewayStatus = keyof typeof GATEWAY_MESSAGES;

/** What the laptop says of itself; AWS has no such answer. */
export function plainAnswer(text: string): HttpAnswer {
  return { status: 200, headers: [['content-type', 'text/plain;charset=UTF-8']], body: Buffer.from(`${text}\n`) };
}

export function gatewayAnswer(status: GatewayStatus): HttpAnswer {
  return jsonAnswer(status, { message: GATEWAY_MESSAGES[status] });
}

const headerValue = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** "Lambda function response for format 2.0"; fields that AWS does not name are passed over, as there. */
const proxyResult = z.object({
  statusCode: z.int().min(200).max(599),
  headers: z.record(z.string(), headerValue).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Headers that Node writes itself from the body it sends. */
const LEFT_OUT = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding']);

/**
 * A function's result as HTTP. One without `statusCode` is itself the body of a 200. `undefined` for one that AWS would
 * call malformed and answer with 500.
 */
export function answerOf(result: unknown): HttpAnswer | undefined {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) return jsonAnswer(200, result);
  const parsed = proxyResult.safeParse(result);
  if (!parsed.success) return undefined;
  const { statusCode, cookies, body, isBase64Encoded } = parsed.data;
  const headers = headersOf(parsed.data.headers ?? {}, cookies ?? []);
  if (!headers.every(isAllowedHeader)) return undefined;
  return {
    status: statusCode,
    headers,
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}

type Header = HttpAnswer['headers'][number];

function headersOf(headers: Readonly<Record<string, string>>, cookies: readonly string[]): readonly Header[] {
  const setCookies = cookies.map((cookie): Header => ['set-cookie', cookie]);
  const sent = Object.entries(headers).filter(([name]) => !LEFT_OUT.has(name.toLowerCase()));
  const typed = sent.some(([name]) => name.toLowerCase() === 'content-type');
  const type: Header[] = typed ? [] : [['content-type', 'text/plain;charset=UTF-8']];
  return [...type, ...sent, ...setCookies];
}

/** Whether HTTP allows the name and the value: a line break in either would start a header of its own. */
function isAllowedHeader([name, value]: Header): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

function jsonAnswer(status: number, value: unknown): HttpAnswer {
  const body = Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  return { status, headers: [['content-type', 'application/json']], body };
}
