/** Pieces of DuckDB SQL, quoted. */

export const CATALOG = 'awsdatacatalog';

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function qualifiedName(database: string, name: string): string {
  return [CATALOG, database, name].map(identifier).join('.');
}
