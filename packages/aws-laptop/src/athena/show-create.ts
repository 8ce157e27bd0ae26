import type { DeclaredTable, GlueTable } from './catalog.ts';

/** SHOW CREATE TABLE, a line an item, in the layout that Hive gives and Athena keeps. */
export function createTableText({ database, name, declared }: GlueTable): readonly string[] {
  return [
    `CREATE EXTERNAL TABLE \`${database}.${name}\`(`,
    ...listed(declared.columns),
    ...(declared.partitions.length > 0 ? ['PARTITIONED BY ( ', ...listed(declared.partitions)] : []),
    ...rowFormat(declared),
    'STORED AS INPUTFORMAT ',
    `  ${quoted(declared.inputFormat)} `,
    'OUTPUTFORMAT ',
    `  ${quoted(declared.outputFormat)}`,
    'LOCATION',
    `  ${quoted(declared.location)}`,
    ...properties('TBLPROPERTIES (', declared.parameters),
  ];
}

const quoted = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;

function listed(columns: DeclaredTable['columns']): string[] {
  return columns.map(({ name, type }, at) => `  \`${name}\` ${type}${at === columns.length - 1 ? ')' : ', '}`);
}

function rowFormat({ serde, serdeParameters }: DeclaredTable): string[] {
  return ['ROW FORMAT SERDE ', `  ${quoted(serde)} `, ...properties('WITH SERDEPROPERTIES ( ', serdeParameters)];
}

function properties(head: string, values: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = entries.map(
    ([name, value], at) => `  ${quoted(name)}=${quoted(value)}${at === entries.length - 1 ? ')' : ', '}`,
  );
  return lines.length > 0 ? [head, ...lines] : [];
}
