import type { Metric, Unit } from '../../domain/metrics/definition.ts';
import { METRICS } from '../../domain/metrics/metrics.ts';

/** A field of Quick Sight that is computed from columns of one data set. */
export interface Calculation {
  readonly name: string;
  readonly expression: string;
}

/** A number of a visual: a column that is added up, or a calculation that adds up by itself. */
export interface Measure {
  readonly label: string;
  /** A column of the view, or the name of the last of its calculations. */
  readonly field: string;
  readonly format: 'count' | 'ratio' | 'money';
  /** Empty for a column. */
  readonly calculations: readonly Calculation[];
}

/** Of these the rows of several days or members can be added up; not of different persons, nor of medians. */
const ADDITIVE: readonly Unit[] = ['messages', 'conversations', 'replies', 'clicks', 'charges', 'events', 'copies'];
const MONEY: Unit = 'millionths of a currency unit';
const MICROS = '1000000.0';

/** In the views of money: the charges whose cost is not known. Where there are any, no cost is the whole. */
const UNKNOWN = '{unknown_charges}';

/** What a cost is divided by, where that is another metric. The view has no column for the cost of several rows. */
const COST_PER: Readonly<Record<string, string>> = {
  cost_per_engaged_conversation: 'paid_engaged_conversations',
  cost_per_reply: 'attributed_replies_of_member',
};
/** Sums of what is known; they stay sums where something is not known. */
const PARTIAL = ['known_cost'];

/**
 * A metric over several rows, and after a rate or a cost per something what it is divided by.
 * @throws Error for a metric that cannot be had from sums.
 */
export function measuresOf(metric: Metric): readonly Measure[] {
  if (metric.unit === 'ratio') return [rate(metric), denominator(metric)];
  if (metric.unit === MONEY) return money(metric);
  if (ADDITIVE.includes(metric.unit)) return [count(metric)];
  throw new Error(`${metric.id} is in ${metric.unit}, which do not add up over days: no visual can have it.`);
}

function count({ title, column }: Metric): Measure {
  return { label: title, field: column, format: 'count', calculations: [] };
}

/** The view has the rate of each row. The rate of several is what all of them count, divided by what all are divided by. */
function rate({ title, column }: Metric): Measure {
  const part = { name: `${title} numerator`, expression: `{${column}} * {${column}_of}` };
  const whole = `sum({${column}_of})`;
  const expression = `ifelse(${whole} > 0, sum({${part.name}}) / ${whole}, NULL)`;
  return { label: title, field: title, format: 'ratio', calculations: [part, { name: title, expression }] };
}

function denominator({ title, column }: Metric): Measure {
  return { label: `${title}: divided by`, field: `${column}_of`, format: 'count', calculations: [] };
}

function money(metric: Metric): readonly Measure[] {
  const { id, title, column } = metric;
  const by = COST_PER[id];
  const of = (expression: string): Measure => {
    return { label: title, field: title, format: 'money', calculations: [{ name: title, expression }] };
  };
  if (by !== undefined) {
    const divisor = known(by);
    const whole = `sum({${divisor.column}})`;
    const isWhole = `sum(${UNKNOWN}) = 0 AND ${whole} > 0`;
    return [of(`ifelse(${isWhole}, sum({cost_micros}) / ${whole} / ${MICROS}, NULL)`), count(divisor)];
  }
  const sum = `sum({${column}}) / ${MICROS}`;
  return [of(PARTIAL.includes(id) ? sum : `ifelse(sum(${UNKNOWN}) = 0, ${sum}, NULL)`)];
}

function known(id: string): Metric {
  const metric = METRICS.find((one) => one.id === id);
  if (metric === undefined) throw new Error(`There is no metric ${id}.`);
  return metric;
}
