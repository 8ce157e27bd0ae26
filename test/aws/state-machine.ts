import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { eventually, type Question } from './question.ts';

export const stateMachine: Question = {
  id: 'state-machine',
  title: 'Replay at scale: the distributed map over the objects of raw/',
  does: 'Starts the state machine over today’s raw/ objects as a replay; what is replayed is not counted twice.',
  costs: 'under 0.05 USD for 20 objects',
  assumes: 'it ends as SUCCEEDED',
  asks: 'account',
  async ask({ target }) {
    const client = new SFNClient(target.clientConfig);
    const prefix = `raw/dt=${new Date().toISOString().slice(0, 10)}/`;
    const { executionArn } = await client.send(
      new StartExecutionCommand({
        stateMachineArn: target.output('ReplayStateMachineArn'),
        input: JSON.stringify({ prefix }),
      }),
    );
    const ended = await eventually(30, async () => {
      const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
      return execution.status === 'RUNNING' ? undefined : execution;
    });
    const said = `${ended?.status ?? 'still running after 30 minutes'} ${ended?.output ?? ended?.cause ?? ''}`.trim();
    return { said, agrees: ended?.status === 'SUCCEEDED' };
  },
};
