/** One query of an alarm, as in the template. */
export interface Query {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

export interface AlarmProperties {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly Threshold: number;
  readonly ComparisonOperator: string;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm: number;
  readonly TreatMissingData: string;
  readonly WarmUpConfiguration?: unknown;
  readonly Metrics?: readonly Query[];
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly Statistic?: string;
  readonly Period?: number;
  readonly AlarmActions?: readonly unknown[];
  readonly OKActions?: readonly unknown[];
}

/** The alarm's queries; a single metric counts as one query. */
export function queriesOf({ Metrics, Namespace = '', MetricName = '', ...one }: AlarmProperties): readonly Query[] {
  const { Dimensions, Period = 0, Statistic = '' } = one;
  return (
    Metrics ?? [{ Id: 'only', MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period, Stat: Statistic } }]
  );
}

/** No data: operators propagate it, `SUM([…])` and `MAX([…])` ignore it. */
const NO_DATA = Number.NaN;

const FUNCTIONS = {
  IF: (condition: boolean, yes: number, no: number) => (condition ? yes : no),
  SUM: (values: readonly number[]) =>
    known(values).reduce((sum, value) => sum + value, values.every(Number.isNaN) ? NO_DATA : 0),
  MAX: (values: readonly number[]) => (known(values).length === 0 ? NO_DATA : Math.max(...known(values))),
} as const;

function known(values: readonly number[]): readonly number[] {
  return values.filter((value) => !Number.isNaN(value));
}

/** The value of a metric of the given id, or undefined for no data. */
export type Values = (metric: NonNullable<Query['MetricStat']>) => number | undefined;

/**
 * The alarm's value in one period, by the rules of CloudWatch's metric math that the alarms use; NaN for no data. A
 * comparison with no data is false here, and no data in CloudWatch; neither breaches.
 */
export function alarmValue(alarm: AlarmProperties, values: Values): number {
  const queries = queriesOf(alarm);
  const periods = new Map(queries.map(({ Id, MetricStat }) => [Id, MetricStat?.Period ?? NO_DATA]));
  const memo = new Map<string, number>();
  const evaluate = (id: string): number => {
    const done = memo.get(id);
    if (done !== undefined) return done;
    const query = queries.find(({ Id }) => Id === id);
    if (query === undefined) throw new Error(`The alarm has no query ${id}.`);
    const { MetricStat, Expression = '' } = query;
    const value = MetricStat ? (values(MetricStat) ?? NO_DATA) : compute(Expression, evaluate, periods);
    memo.set(id, value);
    return value;
  };
  return evaluate(queries.find(({ ReturnData }) => ReturnData !== false)?.Id ?? '');
}

function compute(expression: string, evaluate: (id: string) => number, periods: ReadonlyMap<string, number>): number {
  const withPeriods = expression.replaceAll(/PERIOD\((\w+)\)/g, (_, id) => String(periods.get(id)));
  const ids = [...new Set(withPeriods.match(/\b[a-z]\w*\b/g))];
  const script = withPeriods.replaceAll(/\bAND\b/g, '&&').replaceAll(/\bOR\b/g, '||');
  const run = new Function(...Object.keys(FUNCTIONS), ...ids, `return ${script};`);
  return Number(run(...Object.values(FUNCTIONS), ...ids.map(evaluate)));
}

/** Whether a period with that value breaches, by the alarm's comparison and its treatment of no data. */
export function breaches({ ComparisonOperator, Threshold, TreatMissingData }: AlarmProperties, value: number): boolean {
  if (Number.isNaN(value)) return TreatMissingData === 'breaching';
  return ComparisonOperator === 'LessThanThreshold' ? value < Threshold : value > Threshold;
}
