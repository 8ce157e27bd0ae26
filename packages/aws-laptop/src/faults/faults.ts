import type { AwsService } from '../aws.ts';
import type { FirehoseOptions } from '../firehose/firehose.ts';
import { faultyService } from './endpoint.ts';
import { faultyFunctions, faultyStore } from './inside.ts';
import { createOutcomes, type Draw, type Outcomes, type RuleCount } from './outcomes.ts';
import type { FaultPlan } from './plan.ts';

/** Faults on purpose, for tests and for trying out. Without a plan every part behaves as if they were not there. */
export interface Faults {
  /** From now on; undefined switches them off. */
  use(plan: FaultPlan | undefined): void;
  /** Of the plan that is on, or was on last. */
  counts(): readonly RuleCount[];
  /** A service of the endpoint, as the functions' roles meet it. The operator's own calls meet no faults. */
  around(service: AwsService): AwsService;
  /** S3 and the functions as Firehose meets them, what it refuses, and what it delivers two times. */
  aroundFirehose(parts: Pick<FirehoseOptions, 'store' | 'functions'>): FirehoseParts;
}

type FirehoseParts = Required<Pick<FirehoseOptions, 'store' | 'functions' | 'faults' | 'deliversTwice'>>;

export function createFaults(plan?: FaultPlan): Faults {
  let outcomes: Outcomes | undefined = plan && createOutcomes(plan);
  let last = outcomes;
  const draw: Draw = (...call) => outcomes?.draw(...call);
  return {
    use(next) {
      outcomes = next && createOutcomes(next);
      last = outcomes ?? last;
    },
    counts: () => last?.counts() ?? [],
    around: (service) => faultyService(service, draw),
    aroundFirehose: ({ store, functions }) => ({
      store: faultyStore(store, draw),
      functions: faultyFunctions(functions, draw),
      faults: () => draw('firehose', 'PutRecordBatch', ['partial']) && 'ServiceUnavailableException',
      deliversTwice: () => draw('firehose', 'DeliverBatch', ['twice']) !== undefined,
    }),
  };
}
