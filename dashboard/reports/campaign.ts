import { SLICES } from '../../domain/pages/filter.ts';
import { isPositive, type Row, rowsOf } from '../answer.ts';
import type { View } from '../page.ts';
import { named, type Report } from '../report.ts';

export const CAMPAIGN_REPORT: Report = {
  name: 'campaign',
  title: 'Campaigns',
  text: 'Of each campaign: attempted, sent, delivered, read, replied and failed, with the reasons of the failures in the vendor’s words.',
  slices: SLICES,
  metrics: ['sent', 'delivered_rate', 'read_rate', 'reply_rate', 'failure_rate', 'failed_by_code'],
  tables: [
    {
      name: 'campaigns',
      title: 'From attempt to reply',
      statement: 'report_campaign',
      note: 'Attempted: recorded by sends, or with any status. A message that the vendor refused at once has no status and no id, so that only the business knows of it. Where fewer were recorded than sent, attempted is a floor.',
      missing: {
        attempted: 'not known: the business recorded no message of this campaign by sends',
        delivered_rate: 'nothing was sent',
        read_rate: 'nothing was delivered',
        reply_rate: 'no delivered message is old enough',
        failure_rate: 'nothing was sent',
      },
    },
    {
      name: 'failures',
      title: 'Why messages failed',
      statement: 'report_campaign_failures',
      note: 'Rates are of everything sent in the campaign. What was delivered after all is no failure.',
      missing: {
        error_code: 'the vendor gave no code',
        title: 'this code is not known here',
        meaning: 'this code is not known here',
        action: 'this code is not known here',
      },
    },
  ],
  actions: (view) => [...unrecorded(view), ...unconfirmed(view)],
};

function unrecorded(view: View): readonly string[] {
  const names = campaigns(view, (row) => row.text('attempted') === null);
  if (names.length === 0) return [];
  return [
    `What was attempted is not known of ${named(names)}: post their sends to /webhooks/sends when you send (docs/sends.md).`,
  ];
}

function unconfirmed(view: View): readonly string[] {
  const names = campaigns(view, (row) => isPositive(row.text('unconfirmed')));
  if (names.length === 0) return [];
  return [
    `No status came of some recorded messages of ${named(names)}: see \`npx lake failures\`, and whether the vendor’s webhook points here.`,
  ];
}

function campaigns(view: View, isMeant: (row: Row) => boolean): readonly string[] {
  return rowsOf(view.answer('report_campaign')).flatMap((row) =>
    isMeant(row) ? [row.text('campaign_id') ?? 'unknown'] : [],
  );
}
