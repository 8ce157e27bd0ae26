/** What Glue asks IAM ("Specifying AWS Glue resource ARNs": a call needs all that its resource lies in). */
import { authorize, type Principal, type Template } from '../aws.ts';

export interface GluePermissions {
  /** On the table, its database and the catalog. */
  glueTable(principal: Principal, action: string, database: string, table: string): void;
  glueDatabase(principal: Principal, action: string, database: string): void;
  /** On the catalog and each database of the list. */
  databases(principal: Principal, action: string, databases: readonly { readonly Name: string }[]): void;
}

export function gluePermissionsOf({ region, accountId }: Template): GluePermissions {
  const ask = (principal: Principal, action: string, resource: string): void =>
    authorize(principal, action, `arn:aws:glue:${region}:${accountId}:${resource}`);
  const permissions: GluePermissions = {
    glueTable(principal, action, database, table) {
      permissions.glueDatabase(principal, action, database);
      ask(principal, action, `table/${database}/${table}`);
    },
    glueDatabase(principal, action, database) {
      ask(principal, action, 'catalog');
      ask(principal, action, `database/${database}`);
    },
    databases(principal, action, databases) {
      ask(principal, action, 'catalog');
      for (const { Name } of databases) ask(principal, action, `database/${Name}`);
    },
  };
  return permissions;
}
