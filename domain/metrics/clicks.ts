import type { Metric, MetricView } from './definition.ts';

const BUTTON = ['template_key', 'button_id', 'position', 'position_source'] as const;
const WINDOW: MetricView = {
  view: 'metric_button_clicks',
  grain: 'one row per template, button and position, over the reporting window',
  keys: BUTTON,
};
const DAILY: MetricView = {
  view: 'metric_button_clicks_daily',
  grain: 'one row per day of the tap, template, button and position',
  keys: ['day', ...BUTTON],
};

const here = { owner: 'Messaging analytics', in: WINDOW } as const;

/** Taps on buttons and rows of lists, by where they stood when they were sent. */
export const CLICK_METRICS: readonly Metric[] = [
  {
    ...here,
    id: 'clicks',
    title: 'Clicks',
    unit: 'taps',
    column: 'clicks',
    numerator: 'Taps on quick replies and rows of lists, and clicks on links as far as Meta tells of them.',
    denominator: null,
    caveat:
      'A tap that came twice counts once; somebody who taps twice taps twice. Of links, calls and forms no tap is told: they are not observable, which is not zero.',
    alsoIn: [DAILY],
  },
  {
    ...here,
    id: 'unique_clickers',
    title: 'Unique clickers',
    unit: 'contacts',
    column: 'unique_contacts',
    numerator: 'Distinct persons who tapped the button at this position; by day, those of the day.',
    denominator: null,
    caveat: 'Days do not add up to the window.',
    alsoIn: [DAILY],
  },
  {
    ...here,
    id: 'click_rate',
    title: 'Click rate',
    unit: 'ratio',
    column: 'click_rate',
    numerator: 'Unique clickers of the button at this position.',
    denominator: 'Delivered messages of the window that had the button at this position when they were sent.',
    caveat:
      'NULL where taps are not observable, or where what was sent is not known. Position and label change together: a position that does well may be a label that does. Of under 100 messages it means little.',
  },
];
