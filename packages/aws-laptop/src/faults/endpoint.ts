import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsRequest, AwsResponse, AwsService } from '../aws.ts';
import { OPERATOR } from '../operator.ts';
import { failed, throttled } from './errors.ts';
import type { Draw } from './outcomes.ts';
import { CALL_FAULTS } from './points.ts';
import { executeStatements } from './statements.ts';

/** A service whose calls meet the faults that are drawn for them. */
export function faultyService(service: AwsService, draw: Draw): AwsService {
  const { signingName } = service;
  return {
    signingName,
    async handle(request) {
      if (request.principal === OPERATOR) return service.handle(request);
      const operation = operationOf(request);
      const carryOut = () =>
        operation === 'BatchExecuteStatement' ? executeStatements(service, request, draw) : service.handle(request);
      const rule = draw(signingName, operation, CALL_FAULTS);
      if (rule?.fault === 'throttle') throw throttled(signingName);
      if (rule?.fault === 'error-before') throw failed(signingName);
      if (rule?.fault === 'slow') return heldBack(carryOut(), (rule.seconds ?? 0) * 1_000);
      const answer = await carryOut();
      if (rule?.fault === 'error-after') throw failed(signingName);
      return answer;
    },
  };
}

/** The SDK names the operation in the target header, or for REST services in the query. */
function operationOf({ headers, query }: AwsRequest): string {
  return headers['x-amz-target']?.split('.').at(-1) ?? query.get('x-id') ?? '';
}

async function heldBack(answer: Promise<AwsResponse>, durationMs: number): Promise<AwsResponse> {
  try {
    return await answer;
  } finally {
    // The client has gone by then: the wait must not keep the stack from ending.
    await sleep(durationMs, undefined, { ref: false });
  }
}
