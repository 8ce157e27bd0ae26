import { SLICES } from '../../domain/pages/filter.ts';
import { rowsOf } from '../answer.ts';
import type { View } from '../page.ts';
import type { Report } from '../report.ts';

export const BUTTONS_REPORT: Report = {
  name: 'buttons',
  title: 'Buttons',
  text: 'Clicks, unique clickers and click rates by campaign, template, button and position, and the time to click.',
  slices: SLICES,
  metrics: ['clicks', 'unique_clickers', 'click_rate'],
  tables: [
    {
      name: 'clicks',
      title: 'Clicks',
      statement: 'buttons_clicks',
      note: 'On messages that were sent in the period and delivered, whenever the click came. Persons do not add up over rows.',
      missing: {
        clicks_change: 'no clicks in the period before',
        clickers_change: 'no clicks in the period before',
        click_rate: 'nothing was delivered with it',
        click_rate_before: 'nothing was delivered with it',
        click_rate_change: 'nothing was delivered with it in one of the periods',
      },
    },
    {
      name: 'positions',
      title: 'Best position, by template',
      statement: 'buttons_positions',
      note: 'Wilson’s score interval, 95 %. Best only where its interval lies above that of every other position. Position and label change together.',
      missing: { verdict: 'another position is first' },
    },
    {
      name: 'response',
      title: 'Time from delivery to click',
      statement: 'buttons_response',
      note: 'Each person’s first click on each message. Median and nine of ten by nearest rank.',
      missing: {
        p50_seconds: 'no delivery of a clicked message was stated',
        p90_seconds: 'no delivery of a clicked message was stated',
      },
    },
    {
      name: 'unplaced',
      title: 'Not observable, and clicks in no rate',
      statement: 'buttons_unplaced',
      note: 'Nobody reports that a link was opened, a call made, a catalogue looked at or a code copied: how often is not known, which is not 0.',
      missing: {
        clicks: 'not reported by the vendor',
        sent: 'counted for buttons whose clicks nobody reports',
        delivered: 'counted for buttons whose clicks nobody reports',
      },
    },
  ],
  actions,
};

function actions(view: View): readonly string[] {
  const unplaced = rowsOf(view.answer('buttons_unplaced')).some((row) => row.text('reason') === 'no_snapshot');
  const open = rowsOf(view.answer('buttons_positions')).some((row) => row.text('verdict') === 'not distinguishable');
  return [
    ...(unplaced
      ? [
          'Clicks have no position, because what the message was sent with is not known: post sends with their buttons (docs/sends.md).',
        ]
      : []),
    ...(open
      ? [
          'Where no position is distinguishable, more messages narrow the intervals; the same labels in another order separate position from label.',
        ]
      : []),
  ];
}
