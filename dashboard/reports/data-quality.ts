import { rowsOf } from '../answer.ts';
import { QUERY_HISTORY, type Report } from '../report.ts';
import { qualityActions } from './quality-actions.ts';

/** The monthly review: does what is captured still match what is decided with it? */
export const QUALITY_REPORT: Report = {
  name: 'data_quality',
  title: 'Data quality',
  text: 'What was never there, never asked for, not understood, late or lost; and what to do about it. Made for a look once a month.',
  slices: [],
  metrics: [],
  tables: [
    {
      name: 'gaps',
      title: 'Days without events',
      statement: 'report_quality_gaps',
      note: 'By source, of UTC days. A quiet day and a lost one look the same here.',
    },
    {
      name: 'lateness',
      title: 'How late events come',
      statement: 'report_quality_lateness',
      note: 'Of the reporting window. Until `complete_until_at` a source’s numbers hardly change any more.',
      missing: {
        lateness_p50_seconds: 'no live event states its time',
        lateness_p95_seconds: 'no live event states its time',
        lateness_max_seconds: 'no live event states its time',
      },
    },
    {
      name: 'unmapped',
      title: 'Not understood',
      statement: 'report_quality_unmapped',
      note: 'Kinds of events that the dictionary does not know. They are kept, and in no number.',
    },
    {
      name: 'drift',
      title: 'New paths in payloads',
      statement: 'report_quality_drift',
      note: 'What vendors began to send. It is kept in the payload.',
    },
    {
      name: 'duplicates',
      title: 'Duplicates',
      statement: 'report_quality_duplicates',
      note: 'Of all time. They are in no number: vendors deliver again what they saw no answer to.',
    },
    {
      name: 'fields',
      title: 'Fields',
      statement: 'report_quality_fields',
      note: 'In how many events of the period each column of `events` has a value. `duplicate_source` and `duplicate_kind` are of rows that `events` leaves out: see Duplicates.',
      missing: { fill_rate: 'there are no events' },
    },
    {
      name: 'event_types',
      title: 'Event types',
      statement: 'report_quality_event_types',
      note: 'How many events of the period have each type of the dictionary.',
      missing: { last_day: 'none in the period' },
    },
    {
      name: 'views',
      title: 'Rows of views',
      statement: 'report_quality_views',
      note: 'Of the reporting window, as they are now.',
    },
    {
      name: 'asked',
      title: 'Views that were asked',
      statement: QUERY_HISTORY,
      note: 'Athena’s own list of the workgroup’s queries, which reaches back 45 days at most. Statements of refreshes, checks and of this report are left out; through views are questions to a view that reads this one.',
      missing: { last_asked_at: 'nobody asked' },
    },
  ],
  actions: (view) => qualityActions((statement) => rowsOf(view.answer(statement))),
};
