import * as z from 'zod';
import { type Dimension, MINUTE_MS, metricOf, type Sample, statisticsOf, UNITS } from './metric.ts';

/** What a log line holds: `invalid` is a line that names metrics and breaks the format's rules. */
export type LogLine =
  | { readonly kind: 'plain' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'metrics'; readonly samples: readonly Sample[] };

type Members = Readonly<Record<string, unknown>>;

/** Limits: Amazon CloudWatch User Guide, "Specification: Embedded metric format". */
const directive = z.object({
  Namespace: z.string().min(1).max(1024),
  Dimensions: z.array(z.array(z.string()).max(30)),
  Metrics: z.array(z.object({ Name: z.string().min(1).max(1024), Unit: z.enum(UNITS).default('None') })).max(100),
});
const metadata = z.object({ Timestamp: z.int(), CloudWatchMetrics: z.array(directive) });
const metricTarget = z.union([z.number(), z.array(z.number()).min(1).max(100)]);
const dimensionTarget = z.string().min(1).max(1024);

const members = z.record(z.string(), z.unknown());
const root = z.object({ _aws: z.object({ CloudWatchMetrics: z.unknown().nonoptional() }) });

/** MetricDatum, "Timestamp": at most two weeks in the past and two hours in the future. */
const OLDEST_MS = 14 * 24 * 60 * MINUTE_MS;
const NEWEST_MS = 2 * 60 * MINUTE_MS;

/** Reads the metrics of a line in the embedded metric format; any other line is plain. */
export function readLogLine(text: string, nowMs: number): LogLine {
  const document = text.includes('"_aws"') ? parseJson(text) : undefined;
  if (!root.safeParse(document).success) return { kind: 'plain' };
  try {
    return { kind: 'metrics', samples: samplesOf(members.parse(document), nowMs) };
  } catch (error) {
    if (error instanceof z.ZodError) return { kind: 'invalid' };
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function samplesOf(document: Members, nowMs: number): Sample[] {
  const { Timestamp, CloudWatchMetrics } = metadata.parse(document._aws);
  z.int()
    .min(nowMs - OLDEST_MS)
    .max(nowMs + NEWEST_MS)
    .parse(Timestamp);
  const epochMinute = Math.floor(Timestamp / MINUTE_MS);
  return CloudWatchMetrics.flatMap((one) => samplesOfDirective(document, one, epochMinute));
}

/** Each dimension set makes a metric of its own. */
function samplesOfDirective(
  document: Members,
  { Namespace, Dimensions, Metrics }: z.infer<typeof directive>,
  epochMinute: number,
): Sample[] {
  const sets = Dimensions.length === 0 ? [[]] : Dimensions.map((names) => dimensionsOf(document, names));
  return Metrics.flatMap(({ Name, Unit: unit }) => {
    const statistics = statisticsOf([metricTarget.parse(own(document, Name))].flat());
    return sets.map((set) => ({ metric: metricOf(Namespace, Name, set), unit, epochMinute, statistics }));
  });
}

function dimensionsOf(document: Members, names: readonly string[]): Dimension[] {
  return names.map((name) => ({ Name: name, Value: dimensionTarget.parse(own(document, name)) }));
}

function own(document: Members, name: string): unknown {
  return Object.hasOwn(document, name) ? document[name] : undefined;
}
