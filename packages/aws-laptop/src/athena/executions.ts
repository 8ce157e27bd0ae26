/** All query executions: how many run at once, and how long their results are kept. */
import type { ObjectStore } from '../aws.ts';
import { type Execution, end, isEnded, newExecution, type QueryRequest, runExecution } from './execution.ts';
import type { ServiceContext } from './query-context.ts';
import type { QueryRequests } from './query-requests.ts';

export interface Executions {
  start(request: QueryRequest): Execution;
  get(id: string): Execution | undefined;
  /** Oldest first. */
  list(): readonly Execution[];
  /** Cancels a query that has not ended; another is left as it is. */
  stop(execution: Execution): void;
  /** Cancels what runs and waits for it. */
  close(): Promise<void>;
}

/** More at once would not be faster on the engine's two threads. */
const CONCURRENT = 2;
/** Results are held in memory for GetQueryResults; the CSV objects stay. */
const KEPT_RESULTS = 100;

export function createExecutions(
  context: ServiceContext,
  store: ObjectStore,
  log: (line: string) => void,
  onRequests?: (requests: QueryRequests) => void,
): Executions {
  const executions = new Map<string, Execution>();
  const queue = createQueue(async (execution) => {
    await runExecution(context, store, execution);
    if (execution.reason !== undefined) log(failureLine(execution));
    if (execution.requests !== undefined) onRequests?.({ query: execution.id, tables: [...execution.requests] });
    forgetOldResults(executions);
  });
  const stop = (execution: Execution): void => {
    if (isEnded(execution)) return;
    end(context, execution, 'CANCELLED', 'Query cancelled by user');
    execution.connection?.interrupt();
  };
  return {
    start(request) {
      const execution = newExecution(request, context.now());
      executions.set(execution.id, execution);
      queue.add(execution);
      return execution;
    },
    get: (id) => executions.get(id),
    list: () => [...executions.values()],
    stop,
    async close() {
      for (const execution of executions.values()) stop(execution);
      await queue.drained();
    },
  };
}

interface Queue {
  add(execution: Execution): void;
  /** Resolves once nothing waits and nothing runs. */
  drained(): Promise<void>;
}

function createQueue(run: (execution: Execution) => Promise<void>): Queue {
  const waiting: Execution[] = [];
  const running = new Set<Promise<void>>();
  const startNext = (): void => {
    const execution = running.size < CONCURRENT ? waiting.shift() : undefined;
    if (execution === undefined) return;
    const done = run(execution).finally(() => {
      running.delete(done);
      startNext();
    });
    running.add(done);
  };
  return {
    add(execution) {
      waiting.push(execution);
      startNext();
    },
    async drained() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

function failureLine({ id, state, reason }: Execution): string {
  return `athena: query ${id} ${state}: ${reason?.split('\n')[0]}`;
}

function forgetOldResults(executions: ReadonlyMap<string, Execution>): void {
  const kept = [...executions.values()].filter(({ result }) => result !== undefined);
  for (const execution of kept.slice(0, -KEPT_RESULTS)) delete execution.result;
}
