import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Settings } from '../../settings.ts';
import { type MeteredParts, math, ownMetric } from './metric.ts';

export type QualityBounds = Pick<
  Settings,
  'unmappedAlarmPercent' | 'driftAlarmPercent' | 'duplicatesAlarmPercent' | 'duplicatesAlarmMinPercent'
>;

/** Long enough for a meaningful share, short enough to fire the same day. */
const PERIOD = Duration.hours(6);
/** With fewer items, a single one would be more than a percent. */
const MIN_ITEMS = 100;

/** 1 if a share over six hours is out of bounds, else 0. */
export function qualityFault(parts: MeteredParts, bounds: QualityBounds): IMetric {
  return math(
    'A share is out of bounds',
    'MAX([unmappedFault, driftFault, duplicatesFault])',
    {
      unmappedFault: rowsFault(parts, 'unmapped', bounds.unmappedAlarmPercent),
      driftFault: rowsFault(parts, 'drifted', bounds.driftAlarmPercent),
      duplicatesFault: duplicatesFault(parts, bounds),
    },
    PERIOD,
  );
}

/** The three shares themselves, in percent. */
export function qualityShares(parts: MeteredParts): readonly IMetric[] {
  const { duplicates } = duplicatesShare(parts);
  return [rowsShare(parts, 'unmapped'), rowsShare(parts, 'drifted'), duplicates];
}

const ROWS = {
  unmapped: { name: 'RowsUnmapped', label: 'Unmapped rows, percent' },
  drifted: { name: 'PathsNew', label: 'Rows with new payload fields, percent' },
} as const;
type Rows = keyof typeof ROWS;

function rowsShare(parts: MeteredParts, what: Rows): IMetric {
  return math(ROWS[what].label, percentOf(what), rowsUsed(parts, what), PERIOD);
}

function rowsFault(parts: MeteredParts, what: Rows, percent: number): IMetric {
  const condition = `rows >= ${MIN_ITEMS} AND ${percentOf(what)} > ${percent}`;
  return math(`Too many rows ${what}`, `IF(${condition}, 1, 0)`, rowsUsed(parts, what), PERIOD);
}

function percentOf(what: Rows): string {
  return `100 * ${what} / rows`;
}

function rowsUsed({ stream }: MeteredParts, what: Rows): Readonly<Record<string, IMetric>> {
  return {
    rows: ownMetric(stream, 'transform', 'RowsMade', PERIOD),
    [what]: ownMetric(stream, 'transform', ROWS[what].name, PERIOD),
  };
}

/** An event may arrive by webhook and by topic. `ItemsDuplicate` is not sent when it is 0; the difference handles that. */
function duplicatesShare({ receiver }: MeteredParts) {
  const items = (service: 'receiver' | 'social', name: 'ItemsReceived' | 'ItemsDuplicate') =>
    ownMetric(receiver, service, name, PERIOD);
  const received = math(
    'Items received',
    'SUM([byWebhook, byTopic])',
    { byWebhook: items('receiver', 'ItemsReceived'), byTopic: items('social', 'ItemsReceived') },
    PERIOD,
  );
  const duplicates = math(
    'Duplicates, percent',
    '100 * (SUM([received, again, againByTopic]) - received) / received',
    { received, again: items('receiver', 'ItemsDuplicate'), againByTopic: items('social', 'ItemsDuplicate') },
    PERIOD,
  );
  return { received, duplicates };
}

function duplicatesFault(parts: MeteredParts, bounds: QualityBounds): IMetric {
  const { duplicatesAlarmMinPercent: minimum, duplicatesAlarmPercent: maximum } = bounds;
  return math(
    'Duplicates out of their range',
    `IF(received >= ${MIN_ITEMS} AND (duplicates > ${maximum} OR duplicates < ${minimum}), 1, 0)`,
    duplicatesShare(parts),
    PERIOD,
  );
}
