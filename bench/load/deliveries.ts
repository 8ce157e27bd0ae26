import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { meta } from '../../domain/sources/meta/meta.ts';

const APP_SECRET = { app_secret: 'bench-app-secret' };
const STATUSES = ['sent', 'delivered', 'read'];

/** A signed POST of so many statuses of messages that were not posted before, as API Gateway hands it over. */
export function deliveryOf(updates: number, round: number): APIGatewayProxyEventV2 {
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1000', changes: Array.from({ length: updates }, (_, index) => change(`${round}.${index}`, index)) }],
  });
  return httpEvent(body, meta.sign(Buffer.from(body), APP_SECRET), `request-${round}`);
}

function change(id: string, index: number) {
  const status = {
    id: `wamid.${id}`,
    status: STATUSES[index % STATUSES.length],
    timestamp: '1795176000',
    recipient_id: '15555550100',
    conversation: { id: `conversation.${id}`, origin: { type: 'marketing' } },
    pricing: { billable: true, pricing_model: 'PMP', category: 'marketing', type: 'regular' },
  };
  const metadata = { display_phone_number: '15555550199', phone_number_id: '1001' };
  return { field: 'messages', value: { messaging_product: 'whatsapp', metadata, statuses: [status] } };
}

function httpEvent(body: string, headers: Readonly<Record<string, string>>, requestId: string): APIGatewayProxyEventV2 {
  const routeKey = 'POST /webhooks/meta';
  const path = '/webhooks/meta';
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers,
    isBase64Encoded: false,
    body,
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      domainName: 'example.com',
      domainPrefix: 'example',
      http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'bench' },
      requestId,
      routeKey,
      stage: '$default',
      time: '21/Nov/2026:12:00:00 +0000',
      timeEpoch: 1_795_262_400_000,
    },
  };
}

export function contextOf(awsRequestId: string): Context {
  const endMs = Date.now() + 15_000;
  return {
    awsRequestId,
    getRemainingTimeInMillis: () => endMs - Date.now(),
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'receiver',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:receiver',
    memoryLimitInMB: '512',
    logGroupName: '/aws/lambda/receiver',
    logStreamName: 'bench',
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}
