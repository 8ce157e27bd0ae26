import { type Yaml, yamlDocument } from './yaml.ts';

export const PROJECT = 'whatsapp_event_lake';

/** dbt_project.yml: a folder per layer, of views but for the models that say otherwise, and the marked texts as variables. */
export function projectFile(layers: readonly string[], vars: Readonly<Record<string, string>>): string {
  const materialized = layers.map((layer): [string, Yaml] => [layer, { '+materialized': 'view' }]);
  return yamlDocument({
    name: PROJECT,
    'config-version': 2,
    'require-dbt-version': ['>=1.10.0', '<2.0.0'],
    profile: PROJECT,
    models: { [PROJECT]: Object.fromEntries(materialized) },
    vars: { lake_schema: PROJECT, ...vars },
  });
}

/** profiles.yml: dbt-duckdb over a laptop's lake, with Athena's functions and settings. */
export function profilesFile(dataFolder: string): string {
  const sample = {
    type: 'duckdb',
    path: 'lake.duckdb',
    schema: 'analytics',
    threads: 2,
    // One connection to the end: the source tables are copied when it is opened.
    keep_open: true,
    config_options: { autoinstall_known_extensions: false, autoload_known_extensions: false },
    // As the laptop's Athena: instants are UTC, and integers divide as integers.
    settings: { TimeZone: 'UTC', integer_division: true, memory_limit: '1GB' },
    module_paths: ['.'],
    plugins: [
      {
        module: 'laptop_lake',
        config: { data: `{{ env_var('LAKE_DATA', '${dataFolder}') }}`, schema: PROJECT },
      },
    ],
  };
  return yamlDocument({ [PROJECT]: { target: 'sample', outputs: { sample } } });
}
