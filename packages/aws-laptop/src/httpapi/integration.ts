/** Calling a route's function and making an answer of what comes back. */

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { AwsError, type FunctionRuntime, type InvokeResult, type Principal } from '../aws.ts';
import type { Outcome } from './access-log.ts';
import { answerOf, type GatewayStatus, gatewayAnswer, type HttpAnswer } from './answer.ts';
import type { RouteDefinition } from './definition.ts';

export interface Integrated {
  readonly answer: HttpAnswer;
  /** Set when the answer is API Gateway's, not the function's. */
  readonly gatewayStatus?: GatewayStatus;
  readonly integration: NonNullable<Outcome['integration']>;
}

export interface IntegrationCall {
  readonly functions: FunctionRuntime;
  readonly principal: Principal;
  readonly route: RouteDefinition;
  readonly event: APIGatewayProxyEventV2;
}

/**
 * Runs the function for one request; never throws. An integration that takes longer than its time-out is answered with
 * 503, as HTTP APIs do, while the function runs on. A function error or a malformed result is a 500.
 */
export async function integrate(call: IntegrationCall): Promise<Integrated> {
  const startedAt = performance.now();
  const latencyMillis = () => Math.round(performance.now() - startedAt);
  try {
    const invoked = await invokeInTime(call);
    return integrated(invoked, latencyMillis());
  } catch (error) {
    const { gatewayStatus, ...rest } = explain(error, call.route);
    return {
      answer: gatewayAnswer(gatewayStatus),
      gatewayStatus,
      integration: { latencyMillis: latencyMillis(), ...rest },
    };
  }
}

class IntegrationTimeout extends Error {}

async function invokeInTime({ functions, principal, route, event }: IntegrationCall): Promise<InvokeResult> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new IntegrationTimeout()), route.timeoutMillis);
  try {
    return await Promise.race([functions.invoke(principal, route.functionArn, event), late]);
  } finally {
    clearTimeout(timer);
  }
}

function integrated(invoked: InvokeResult, latencyMillis: number): Integrated {
  const answer = invoked.functionError === undefined ? answerOf(invoked.payload) : undefined;
  const ran = { latencyMillis, lambdaStatus: 200 };
  if (answer !== undefined) return { answer, integration: { ...ran, functionStatus: answer.status } };
  return { answer: gatewayAnswer(500), gatewayStatus: 500, integration: { ...ran, error: describe(invoked) } };
}

/** The error's type only: its message may hold personal data, and is in the function's own log. */
function describe({ functionError }: InvokeResult): string {
  return functionError === undefined
    ? "The function's result does not fit payload format 2.0: see statusCode, headers, body and cookies."
    : `The function failed with ${functionError.errorType}; its log says why.`;
}

interface Explanation {
  readonly gatewayStatus: GatewayStatus;
  readonly lambdaStatus?: number;
  readonly error: string;
}

function explain(error: unknown, route: RouteDefinition): Explanation {
  if (error instanceof IntegrationTimeout) {
    return { gatewayStatus: 503, error: `The function took longer than the integration's ${route.timeoutMillis} ms.` };
  }
  if (!(error instanceof AwsError)) return { gatewayStatus: 500, error: `The function could not be run: ${error}` };
  return { gatewayStatus: statusFor(error), lambdaStatus: error.status, error: messageFor(error, route) };
}

/**
 * What a refusal by Lambda looks like to the client. AWS does not document these for HTTP APIs: 413 for an event over
 * Lambda's 6 MB is what REST APIs answer, 503 is how throttled functions are reported from the field.
 */
function statusFor(error: AwsError): GatewayStatus {
  if (error.status === 413) return 413;
  return error.status === 429 ? 503 : 500;
}

function messageFor(error: AwsError, route: RouteDefinition): string {
  if (error.code !== 'AccessDeniedException') return `${error.code}: ${error.message}`;
  return (
    `API Gateway may not invoke ${route.functionArn} for "${route.routeKey}": the template needs an ` +
    'AWS::Lambda::Permission for apigateway.amazonaws.com whose SourceArn fits the route.'
  );
}
