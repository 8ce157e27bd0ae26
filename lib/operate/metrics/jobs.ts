import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { REFRESHES_UNTIL_OVERDUE } from '../../../domain/contracts/current-generation.ts';
import type { Settings } from '../../settings.ts';
import { functionMetric, type MeteredParts, math, ONE_HOUR } from './metric.ts';

/** A function that runs on a schedule. */
export interface Job {
  /** The alarm is `<stack>-<name>Overdue`. */
  readonly name: string;
  readonly function: IFunction;
  /** Hours without a successful run after which it is overdue; CloudWatch looks back 7 days at most. */
  readonly hours: number;
  /** Where the dashboard has it: the refresh decides how old the numbers are. */
  readonly section: 'freshness' | 'jobs';
  /** The effect when it does not run. */
  readonly waits: string;
}

/** The stack's jobs; each has an alarm. */
export function jobsOf(
  { refresh, compaction, sealFailed, pages }: MeteredParts,
  { refreshMinutes, scheduledPages }: Settings,
): readonly Job[] {
  const hours = Math.ceil((refreshMinutes * REFRESHES_UNTIL_OVERDUE) / 60);
  return [
    {
      name: 'Refresh',
      section: 'freshness',
      function: refresh.function,
      hours,
      waits: 'Numbers are as old as the last refresh (lake status).',
    },
    {
      name: 'Compaction',
      section: 'jobs',
      function: compaction.function,
      hours: 36,
      waits: 'Closed days are not compacted.',
    },
    {
      name: 'SealFailed',
      section: 'jobs',
      function: sealFailed.function,
      hours: 2,
      waits: 'Failed records are not moved to the sealed bucket.',
    },
    ...(scheduledPages
      ? [
          {
            name: 'Pages',
            section: 'freshness' as const,
            function: pages.function,
            hours,
            waits: 'The latest pages are those of an earlier refresh.',
          },
        ]
      : []),
  ];
}

/** Successful runs per hour. Lambda sends both metrics with each run, and nothing between runs. */
export function successfulRuns({ function: job }: Job): IMetric {
  return math(
    'Successful runs',
    'runs - errors',
    { runs: functionMetric(job, 'Invocations', ONE_HOUR), errors: functionMetric(job, 'Errors', ONE_HOUR) },
    ONE_HOUR,
  );
}
