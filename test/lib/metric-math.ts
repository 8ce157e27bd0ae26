/** One query of an alarm, as the template spells it. */
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

/** The alarm's queries; a single metric is a query of its own. */
export function queriesOf({ Metrics, Namespace = '', MetricName = '', ...one }: AlarmProperties): readonly Query[] {
  const { Dimensions, Period = 0, Statistic = '' } = one;
  return (
    Metrics ?? [{ Id: 'only', MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period, Stat: Statistic } }]
  );
}

/** No data: operators pass it on, `SUM([…])` and `MAX([…])` leave it out. */
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
 * What the alarm sees in one period, by CloudWatch's rules for metric math as far as the alarms use them; NaN for no data.
 * A comparison with no data is false here and no data there; neither breaches.
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
