import { LambdaClient } from '@aws-sdk/client-lambda';
import type { ReplayAnswer } from '../../domain/contracts/replay/answer.ts';
import type { ReplayRequestText } from '../../domain/contracts/replay/request.ts';
import { replayRuns } from '../../lambdas/aws/replay-runs.ts';
import type { Target } from './target.ts';

export { NO_RUN, together } from '../../lambdas/aws/replay-runs.ts';

/** Runs of the stack's reprocess function, one after the other. Throws with the function's own words when it fails. */
export function runs(target: Target, request: ReplayRequestText, goOn?: () => boolean): AsyncGenerator<ReplayAnswer> {
  const client = new LambdaClient(target.clientConfig);
  return replayRuns(client, target.output('ReprocessFunctionName'), request, goOn);
}
