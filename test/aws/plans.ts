import { AthenaClient, GetQueryExecutionCommand, StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import type { Target } from '../../bin/cli/target.ts';
import { eventually, type Question } from './question.ts';

const DEAREST = ['metric_opt_outs', 'metric_cost'];

export const plans: Question = {
  id: 'plans',
  title: 'What the dearest views cost Athena: planning, bytes, and the S3 requests behind them',
  does: `Runs SELECT * on ${DEAREST.join(' and ')}.`,
  costs: 'up to 0.25 USD, S3 requests included',
  assumes: 'they end (Trino’s own limit is 150 stages; they have 101 and 117 on Trino 476), planned in under a minute',
  asks: 'account',
  async ask({ target }) {
    const lines = [];
    for (const view of DEAREST) lines.push(await planOf(target, view));
    const hint = 'S3 server access logs of the bucket AccessLogs count the LIST and GET requests, some hours later';
    return { said: `${lines.map(({ said }) => said).join('; ')}; ${hint}`, agrees: lines.every(({ ended }) => ended) };
  },
};

async function planOf(target: Target, view: string): Promise<{ readonly said: string; readonly ended: boolean }> {
  const client = new AthenaClient(target.clientConfig);
  const { QueryExecutionId } = await client.send(
    new StartQueryExecutionCommand({
      QueryString: `SELECT * FROM ${view}`,
      WorkGroup: target.output('Workgroup'),
      QueryExecutionContext: { Database: target.output('Database') },
    }),
  );
  const execution = await eventually(15, async () => {
    const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const state = QueryExecution?.Status?.State;
    return state === 'QUEUED' || state === 'RUNNING' ? undefined : QueryExecution;
  });
  const {
    QueryPlanningTimeInMillis: planningMs,
    TotalExecutionTimeInMillis: ms,
    DataScannedInBytes: bytes,
  } = execution?.Statistics ?? {};
  const state = execution?.Status?.State ?? 'still running after 15 minutes';
  return {
    said: `${view}: ${state}, planned in ${planningMs} ms, ${ms} ms in all, ${bytes} bytes scanned`,
    ended: state === 'SUCCEEDED',
  };
}
