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

/** Clicks on buttons and list rows, and submitted forms, by kind and by position in the message as sent. */
export const CLICK_METRICS: readonly Metric[] = [
  {
    ...here,
    id: 'clicks',
    title: 'Clicks',
    unit: 'clicks',
    column: 'clicks',
    numerator:
      'Clicks on quick replies and list rows, submitted forms, and clicks on links as far as Meta reports them.',
    denominator: null,
    caveat:
      'An event received twice counts once; a person who clicks twice counts twice. For links and calls no click is reported with its message: they are not observable, which is not zero. The link clicks that Meta does report name no message, so their campaign and template are unknown.',
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
    numerator: 'Unique clickers of the button at this position; for a form, those who submitted it.',
    denominator: 'Delivered messages of the window that were sent with the button at this position.',
    caveat:
      'NULL where clicks are not observable, or where the sent message is not known. Position and label change together: a good position may be a good label. Below 100 messages it means little.',
  },
];
