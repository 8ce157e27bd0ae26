import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { REFERENCE_KINDS, REFERENCE_TABLES } from '../../domain/imports/tables.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', 'docs', 'examples', 'reference');
const TYPES = { string: 'VARCHAR', bigint: 'BIGINT', boolean: 'BOOLEAN' };

/** Rate cards, markets and accounts: the examples. */
export async function createReference(connection: DuckDBConnection): Promise<void> {
  for (const kind of REFERENCE_KINDS) {
    const columns = REFERENCE_TABLES[kind].columns.map(({ name, type }) => `'${name}': '${TYPES[type]}'`).join(', ');
    const file = join(EXAMPLES, `${kind.replaceAll('_', '-')}.csv`);
    await connection.run(`CREATE TABLE ${kind} AS FROM read_csv('${file}', header = true, columns = {${columns}})`);
  }
}
