import { PROJECT } from './project-files.ts';

const VARIABLES: Readonly<Record<string, string>> = {
  closedThrough:
    'The last closed day, as `compaction/through.json` of the lake’s bucket has it. `1970-01-01`: every landed row is read and ' +
    'deduplicated, which is right but slow. It must be set where `deleteSuperseded` is on.',
  firstDay: 'The first day that is reported, in the reporting zone.',
  firstDayRead: 'The first day of files that is read for it: 32 days earlier.',
  generation: 'The generation of the stack’s own refreshed tables. No model reads it: dbt makes its tables itself.',
  reportingTimeZone: 'Time zone of days and weeks (setting `reportingTimeZone`).',
  billingTimeZone: 'Time zone of accounts that the reference data does not name.',
  billingCurrency: 'Currency of accounts that the reference data does not name.',
};

/** README.md of the project. */
export function readmeFile(vars: Readonly<Record<string, string>>): string {
  const rows = Object.entries(vars).map(([name, value]) => `| \`${name}\` | \`${value}\` | ${VARIABLES[name] ?? ''} |`);
  return `# ${PROJECT} for dbt

Written by \`npm run docs -- --dbt <dir>\`; do not edit: the next run overwrites it. Put models of your own into a project
that has this one as a [package](https://docs.getdbt.com/docs/build/packages) (\`packages: [{local: <dir>}]\`).

| dbt | what it is in the lake |
|---|---|
| source \`lake\` | the Glue tables |
| models | the views of \`athena-sql/\`, a folder per layer; tables where their comments say \`Materialized: table\`, all others views |
| singular tests | the checks beside the views: \`fail\` is \`error\`, \`warn\` is \`warn\` |
| exposures | the metrics: unit, numerator, denominator and caveats are their \`meta\` |

## On a laptop's lake

\`\`\`
pip install dbt-core~=1.11.0 dbt-duckdb~=1.10.0 duckdb~=1.5.0
LAKE_DATA=<the repository>/.lake dbt build --profiles-dir .
\`\`\`

Run it in this folder, after \`npm start -- --once\` in the repository. The profile \`sample\` copies the lake's tables into
\`lake.duckdb\` at each run, and loads Athena's functions (\`prelude.sql\`, \`laptop_lake.py\`).

## On Athena

With dbt-athena, and a profile such as this in your own \`~/.dbt/profiles.yml\`:

\`\`\`yaml
${PROJECT}:
  target: athena
  outputs:
    athena:
      type: athena
      region_name: eu-central-1
      database: awsdatacatalog
      schema: whatsapp_dbt
      work_group: WhatsAppEventLake
      s3_staging_dir: s3://<a bucket of yours>/staging/
      s3_data_dir: s3://<a bucket of yours>/tables/
      threads: 4
\`\`\`

- \`schema\` must not be the lake's own database: the stack's views have the names of these models, and dbt would replace them.
- \`lake_schema\` is the lake's database (setting \`database\`). \`work_group\` is the stack's, or one of yours.
- Tables are made at each \`dbt build\`; the stack refreshes its own by schedule.

## Variables

| variable | default | meaning |
|---|---|---|
${rows.join('\n')}
`;
}
