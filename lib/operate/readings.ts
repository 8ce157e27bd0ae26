import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Settings } from '../settings.ts';
import type { Section } from './alarm-list.ts';
import type { MeteredParts } from './metrics/metric.ts';
import { qualityShares } from './metrics/quality.ts';
import { answerTimes, MAX_MEDIAN_MS, MAX_P99_MS, trafficPerHour } from './metrics/receiving.ts';

/** What alarms compare in a formula, in its own unit. */
export interface Reading {
  readonly section: Section;
  readonly title: string;
  readonly metrics: readonly IMetric[];
  readonly bounds: readonly { readonly value: number; readonly label: string }[];
}

/** Some alarms say only that something is out of bounds: these are the measured values, and the bounds. */
export function readings(parts: MeteredParts, settings: Settings): readonly Reading[] {
  const { unmappedAlarmPercent, driftAlarmPercent, duplicatesAlarmPercent } = settings;
  return [
    {
      section: 'receiving',
      title: 'How long answers take, milliseconds',
      metrics: Object.values(answerTimes(parts)),
      bounds: [
        { value: MAX_MEDIAN_MS, label: 'Median at most' },
        { value: MAX_P99_MS, label: '99 of 100 at most' },
      ],
    },
    { section: 'receiving', title: 'Records on the stream, per hour', metrics: [trafficPerHour(parts)], bounds: [] },
    {
      section: 'quality',
      title: 'Shares in six hours, percent',
      metrics: qualityShares(parts),
      bounds: [
        { value: unmappedAlarmPercent, label: 'Unmapped at most' },
        { value: driftAlarmPercent, label: 'With new fields at most' },
        { value: duplicatesAlarmPercent, label: 'Duplicates at most' },
      ],
    },
  ];
}
