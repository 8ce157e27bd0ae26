import type { DbtInput } from '../../../bin/docs/dbt/project.ts';

const COLUMN = { name: 'event_key', type: 'string', meaning: 'Key of the event.' };

/** A lake of two tables and three views; one view has checks. */
export const GIVEN: DbtInput = {
  views: [
    {
      name: 'things',
      layer: 'staging',
      sql: `-- Grain: one row per event.
-- Winner: the first. It reads things_daily only in this comment.
CREATE OR REPLACE VIEW things AS
SELECT * FROM event_rows
WHERE dt > '1970-01-01' /* closedThrough */
`,
      checks: {
        description: 'Things, once each.',
        checks: [
          { severity: 'fail', rule: 'a thing has a key', sql: 'SELECT * FROM things WHERE event_key IS NULL' },
          {
            severity: 'warn',
            rule: 'a rate is known, {{ or not',
            sql: 'SELECT * FROM rates r, things t\nWHERE r.x = t.x',
          },
        ],
      },
    },
    {
      name: 'things_daily',
      layer: 'marts',
      sql: "-- Grain: one row per day.\n-- Materialized: table\nCREATE OR REPLACE VIEW things_daily AS SELECT dt, 'from things {% x' AS said FROM things JOIN rates ON true\n",
      checks: undefined,
    },
    {
      name: 'metric_things',
      layer: 'metrics',
      sql: '-- Grain: one row.\nCREATE OR REPLACE VIEW metric_things AS\nWITH days AS (SELECT * FROM things_daily)\nSELECT count(*) AS things FROM days\n',
      checks: undefined,
    },
  ],
  tables: [
    {
      name: 'event_rows',
      meaning: 'Rows.',
      format: 'parquet',
      prefix: 'events/',
      columns: [COLUMN],
      partitions: [{ name: 'dt', type: 'string', meaning: 'Day.' }],
    },
    { name: 'rates', meaning: 'Rates.', format: 'json', prefix: 'reference/rates/', columns: [COLUMN], partitions: [] },
  ],
  metrics: [
    {
      id: 'things',
      title: 'Things',
      unit: 'events',
      numerator: 'All things.',
      denominator: null,
      caveat: 'No others.',
      owner: 'Data engineering',
      in: { view: 'metric_things', grain: 'one row', keys: [], slices: {} },
      column: 'things',
    },
  ],
  laptop: { plugin: 'PLUGIN = 1\n', prelude: 'SELECT 1;\n' },
  dataFolder: '../.lake',
};
