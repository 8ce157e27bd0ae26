import type { Metric, MetricView } from './definition.ts';

const BUTTON = [
  'template_key',
  'button_id',
  'position',
  'position_source',
  'button_kind',
  'campaign_id',
  'endpoint_id',
] as const;
const SLICES = { campaign: 'campaign_id', template: 'template_key', number: 'endpoint_id' } as const;
const WINDOW: MetricView = {
  view: 'metric_button_clicks',
  grain: 'one row per kind of button, number, campaign, template, button and position, over the reporting window',
  keys: BUTTON,
  slices: SLICES,
};
const DAILY: MetricView = {
  view: 'metric_button_clicks_daily',
  grain: 'one row per day of the click, kind of button, number, campaign, template, button and position',
  keys: ['day', ...BUTTON],
  slices: SLICES,
};

const here = { owner: 'Messaging analytics', in: WINDOW } as const;

/** Clicks on buttons and rows of lists, and forms that were sent, by kind and by where they stood when they were sent. */
export const CLICK_METRICS: readonly Metric[] = [
  {
    ...here,
    id: 'clicks',
    title: 'Clicks',
    unit: 'clicks',
    column: 'clicks',
    numerator:
      'Taps on quick replies and rows of lists, forms that were sent, and clicks on links as far as Meta tells of them.',
    denominator: null,
    caveat:
      'A click that came twice counts once; somebody who taps twice taps twice. Of links and calls no tap is told with its message: they are not observable, which is not zero. Clicks on links that Meta does tell of name no message, so that their campaign and template are unknown.',
    alsoIn: [DAILY],
  },
  {
    ...here,
    id: 'unique_clickers',
    title: 'Unique clickers',
    unit: 'contacts',
    column: 'unique_contacts',
    numerator: 'Distinct persons who used the button at this position; by day, those of the day.',
    denominator: null,
    caveat:
      'Rows and days do not add up: count persons over several campaigns, numbers or buttons in fact_clicks, by person_key.',
    alsoIn: [DAILY],
  },
  {
    ...here,
    id: 'click_rate',
    title: 'Click rate',
    unit: 'ratio',
    column: 'click_rate',
    numerator: 'Unique clickers of the button at this position; of a form, those who sent it.',
    denominator: 'Delivered messages of the window that had the button at this position when they were sent.',
    caveat:
      'NULL where clicks are not observable, or where what was sent is not known. Position and label change together: a position that does well may be a label that does. Of under 100 messages it means little.',
  },
];
