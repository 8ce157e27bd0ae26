import { SLICES } from '../../domain/pages/filter.ts';
import type { Report } from '../report.ts';

export const CHANNEL_REPORT: Report = {
  name: 'channel_performance',
  title: 'Channel performance',
  text: 'What each channel and number sent, what arrived, was read and answered, and what failed, beside the period before.',
  slices: SLICES,
  metrics: ['sent', 'delivered_rate', 'read_rate', 'failure_rate', 'reply_rate', 'engaged_rate'],
  tables: [
    {
      name: 'channels',
      title: 'Channels and numbers',
      statement: 'report_channel_performance',
      note: 'The row “all” is every channel together. Read rates are floors: who switched read receipts off sends none. Replies are of messages that are at least 24 hours old.',
      missing: {
        sent_change: 'nothing was sent in the period before',
        delivered_rate: 'nothing was sent',
        delivered_rate_change: 'nothing was sent in one of the periods',
        read_rate: 'nothing was delivered',
        failure_rate: 'nothing was sent',
        failure_rate_change: 'nothing was sent in one of the periods',
        reply_rate: 'no delivered message is old enough',
        engaged_rate: 'no conversation is old enough',
      },
    },
  ],
  actions: () => [],
};
