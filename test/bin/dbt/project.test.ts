import { expect, test } from 'vitest';
import { dbtProject } from '../../../bin/docs/dbt/project.ts';
import { GIVEN } from './given.ts';

const FILES = dbtProject(GIVEN);

test('the project has a file for each view, check and layer, and nothing else', () => {
  expect([...FILES.keys()]).toEqual([
    'README.md',
    '.gitignore',
    'dbt_project.yml',
    'profiles.yml',
    'laptop_lake.py',
    'prelude.sql',
    'lake_tables.json',
    'models/sources.yml',
    'models/exposures.yml',
    'models/staging/_staging.yml',
    'models/marts/_marts.yml',
    'models/metrics/_metrics.yml',
    'models/staging/things.sql',
    'models/marts/things_daily.sql',
    'models/metrics/metric_things.sql',
    'tests/staging/things__a_thing_has_a_key.sql',
    'tests/staging/things__a_rate_is_known_or_not.sql',
  ]);
});

test.each([
  [
    'models/staging/things.sql',
    `-- Grain: one row per event.
-- Winner: the first. It reads things_daily only in this comment.
SELECT * FROM {{ source('lake', 'event_rows') }}
WHERE dt > '{{ var("closedThrough") }}' /* closedThrough */
`,
  ],
  [
    'models/marts/things_daily.sql',
    `{{ config(materialized = 'table') }}
-- Grain: one row per day.
-- Materialized: table
SELECT dt, 'from things {{ '{%' }} x' AS said FROM {{ ref('things') }} JOIN {{ source('lake', 'rates') }} ON true
`,
  ],
  [
    'models/metrics/metric_things.sql',
    `-- Grain: one row.
WITH days AS (SELECT * FROM {{ ref('things_daily') }})
SELECT count(*) AS things FROM days
`,
  ],
  [
    'tests/staging/things__a_thing_has_a_key.sql',
    `-- a thing has a key
{{ config(severity = 'error') }}
SELECT * FROM {{ ref('things') }} WHERE event_key IS NULL
`,
  ],
  [
    'tests/staging/things__a_rate_is_known_or_not.sql',
    `-- a rate is known, {{ '{{' }} or not
{{ config(severity = 'warn') }}
SELECT * FROM {{ source('lake', 'rates') }} r, {{ ref('things') }} t
WHERE r.x = t.x
`,
  ],
  [
    'models/staging/_staging.yml',
    `version: 2
models:
  - name: things
    description: "Things, once each.\\n\\nGrain: one row per event.\\n\\nWinner: the first. It reads things_daily only in this comment."
`,
  ],
  [
    'models/sources.yml',
    `version: 2
sources:
  - name: lake
    description: "The Glue tables that the stack fills."
    schema: "{{ var('lake_schema') }}"
    tables:
      - name: event_rows
        description: "Rows."
        columns:
          - name: event_key
            description: "Key of the event."
            data_type: string
          - name: dt
            description: "Day."
            data_type: string
      - name: rates
        description: "Rates."
        columns:
          - name: event_key
            description: "Key of the event."
            data_type: string
`,
  ],
  [
    'models/exposures.yml',
    `version: 2
exposures:
  - name: things
    label: Things
    type: analysis
    owner:
      name: "Data engineering"
    description: "Things (events). All things. No others."
    depends_on:
      - "ref('metric_things')"
    config:
      meta:
        unit: events
        numerator: "All things."
        caveats: "No others."
        column: things
        grain: "one row"
`,
  ],
  [
    'dbt_project.yml',
    `name: whatsapp_event_lake
config-version: 2
require-dbt-version:
  - ">=1.10.0"
  - "<2.0.0"
profile: whatsapp_event_lake
models:
  whatsapp_event_lake:
    staging:
      +materialized: view
    marts:
      +materialized: view
    metrics:
      +materialized: view
vars:
  lake_schema: whatsapp_event_lake
  closedThrough: "1970-01-01"
`,
  ],
])('%s', (path, text) => {
  expect(FILES.get(path)).toBe(text);
});

test('the plugin gets each table’s files and types', () => {
  expect(JSON.parse(FILES.get('lake_tables.json') ?? '')).toEqual([
    {
      name: 'event_rows',
      format: 'parquet',
      prefix: 'events/',
      columns: { event_key: 'string' },
      partitions: { dt: 'string' },
    },
    { name: 'rates', format: 'json', prefix: 'reference/rates/', columns: { event_key: 'string' }, partitions: {} },
  ]);
});

test.each([
  ['SQL that reads what is not there', { tables: [] }, 'things.sql reads event_rows, which is neither'],
  ['a metric of a view that is not there', { views: GIVEN.views.slice(0, 2) }, 'metric things is in metric_things'],
  [
    'two checks of a view that say one rule',
    {
      views: GIVEN.views.map((view) => ({
        ...view,
        checks: view.checks && { ...view.checks, checks: [...view.checks.checks, ...view.checks.checks] },
      })),
    },
    'things__a_thing_has_a_key.sql',
  ],
  [
    'a mark with two texts',
    { views: GIVEN.views.map((view, index) => ({ ...view, sql: `${view.sql} -- '${index}' /* day */` })) },
    'The mark day has two texts: 0 and 1.',
  ],
])('%s is refused', (_what, change, message) => {
  expect(() => dbtProject({ ...GIVEN, ...change })).toThrow(message);
});
