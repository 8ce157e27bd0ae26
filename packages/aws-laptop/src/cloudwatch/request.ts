import * as z from 'zod';
import { AwsError } from '../aws.ts';
import { UNITS } from './metric.ts';

/** GetMetricData: "as many as 500 MetricDataQuery structures" in a call. */
const MAX_QUERIES = 500;

const text = z.string().min(1);

const metric = z.strictObject({
  Namespace: text,
  MetricName: text,
  Dimensions: z
    .array(z.strictObject({ Name: text, Value: text }))
    .max(30)
    .refine((list) => new Set(list.map(({ Name }) => Name)).size === list.length, 'names a dimension twice')
    .default([]),
});

const metricStat = z.strictObject({
  Metric: metric,
  Period: z.int().positive().multipleOf(60, 'must be a multiple of 60 seconds: the laptop keeps minutes'),
  Stat: z.enum(['Sum', 'Maximum', 'Minimum', 'Average', 'SampleCount']),
  Unit: z.enum(UNITS).optional(),
});

const query = z.strictObject({
  Id: z.string().regex(/^[a-z][a-zA-Z0-9_]*$/),
  MetricStat: metricStat,
  Expression: z
    .undefined('is not covered by the laptop: ask for each metric by MetricStat and calculate from the values')
    .optional(),
  Label: z
    .string()
    .refine((label) => !label.includes('${'), 'must be plain text: the laptop covers no dynamic labels')
    .optional(),
  ReturnData: z.boolean().default(true),
});

/** Timestamps are epoch seconds. Whatever is not named here is refused. */
export const getMetricDataInput = z
  .strictObject({
    MetricDataQueries: z
      .array(query)
      .min(1)
      .max(MAX_QUERIES)
      .refine((list) => new Set(list.map(({ Id }) => Id)).size === list.length, 'uses an Id twice'),
    StartTime: z.number(),
    EndTime: z.number(),
    ScanBy: z.enum(['TimestampDescending', 'TimestampAscending']).default('TimestampDescending'),
  })
  .refine(({ StartTime, EndTime }) => StartTime < EndTime, 'StartTime must be less than EndTime');

/** A dimension filter without a value matches any value. */
export const listMetricsInput = z.strictObject({
  Namespace: text.optional(),
  MetricName: text.optional(),
  Dimensions: z.array(z.strictObject({ Name: text, Value: text.optional() })).default([]),
  NextToken: z
    .string()
    .regex(/^\d{1,9}$/, 'was not given by ListMetrics')
    .optional(),
});

export type GetMetricDataInput = z.infer<typeof getMetricDataInput>;
export type ListMetricsInput = z.infer<typeof listMetricsInput>;
export type MetricStat = z.infer<typeof metricStat>;

/** Throws ValidationException, naming each field and its rule. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${z.core.toDotPath(path) || 'request'}: ${message}`);
  throw new AwsError('ValidationException', `The laptop's CloudWatch refuses the request. ${faults.join('; ')}.`);
}
