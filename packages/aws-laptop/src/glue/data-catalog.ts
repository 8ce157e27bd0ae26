/** The account's Glue Data Catalog: the template's databases and tables, and the views that Athena has made. */
import type { Template } from '../aws.ts';
import { type DatabaseFacts, type TableFacts, templateDatabases, templateTables } from './tables.ts';
import { type View, viewTable } from './view-table.ts';

/** What Glue adds to each; times are epoch seconds. */
interface Added {
  readonly CatalogId: string;
  readonly CreateTime: number;
}

export type GlueDatabase = DatabaseFacts & Added;
export type GlueTable = TableFacts & Added;

export interface DataCatalog {
  /** By name. */
  readonly databases: readonly GlueDatabase[];
  /** Tables and views, by name. */
  tables(database: string): Promise<readonly GlueTable[]>;
  /** The table or view with this name, or undefined. */
  table(database: string, name: string): Promise<GlueTable | undefined>;
}

export interface DataCatalogOptions {
  readonly template: Template;
  readonly viewsOf: (database: string) => Promise<readonly View[]>;
  /** Epoch milliseconds. The laptop makes its catalog at each start. */
  readonly createdMillis: number;
}

export function createDataCatalog({ template, viewsOf, createdMillis }: DataCatalogOptions): DataCatalog {
  const createdSeconds = Math.floor(createdMillis / 1_000);
  const added: Added = { CatalogId: template.accountId, CreateTime: createdSeconds };
  const ofTables = {
    UpdateTime: createdSeconds,
    Retention: 0,
    VersionId: '0',
  };
  const tables = templateTables(template);
  const shown = (table: TableFacts): GlueTable => ({ ...table, ...added, ...ofTables });
  const views = async (database: string) => (await viewsOf(database)).map((view) => viewTable(database, view));
  return {
    databases: templateDatabases(template)
      .map((database) => ({ ...database, ...added }))
      .toSorted(byName),
    async tables(database) {
      return [...tables.filter(({ DatabaseName }) => DatabaseName === database), ...(await views(database))]
        .map(shown)
        .toSorted(byName);
    },
    async table(database, name) {
      const table = tables.find(({ DatabaseName, Name }) => DatabaseName === database && Name === name);
      // To read the views of a database takes longer than most calls.
      const found = table ?? (await views(database)).find(({ Name }) => Name === name);
      return found === undefined ? undefined : shown(found);
    },
  };
}

function byName(a: { readonly Name: string }, b: { readonly Name: string }): number {
  return a.Name < b.Name ? -1 : 1;
}
