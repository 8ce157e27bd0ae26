import type { ReferenceColumn } from '../../domain/imports/column.ts';
import { REFERENCE_KINDS, REFERENCE_TABLES } from '../../domain/imports/tables.ts';
import { page, table } from './dictionaries.ts';

/** docs/reference.md: the tables that people fill, column by column. */
export function referencePage(): string {
  const sections = REFERENCE_KINDS.map((kind) => {
    const { meaning, columns } = REFERENCE_TABLES[kind];
    return `## ${kind}\n\n${meaning}.\n\n${columnTable(columns)}`;
  });
  const summary =
    'The tables used to compute charges. `lake reference put <table> <file>` fills them from a CSV file, whose first ' +
    'line names the columns, or from NDJSON; columns that may be empty may be left out. Costs follow with the next refresh. Examples: [examples/reference](examples/reference/README.md).';
  return page('Reference data', summary, sections);
}

function columnTable(columns: readonly ReferenceColumn[]): string {
  return table(
    ['column', 'type', 'meaning'],
    columns.map(({ name, type, meaning }) => [`\`${name}\``, type, meaning]),
  );
}
