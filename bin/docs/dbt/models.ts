import { materializationOf } from '../../../domain/sql/materialization.ts';
import { partsOf } from '../../../domain/sql/view-order.ts';
import type { DocumentedView } from '../views.ts';
import { dbtSql, type Relations } from './sql-text.ts';

/** Paths in the project and their texts. */
export type Files = readonly (readonly [path: string, text: string])[];

/** A model per file, in its layer's folder: whether it is a table, its comments and its SELECT. */
export function modelFiles(views: readonly DocumentedView[], relations: Relations): Files {
  return views.map((view) => {
    const { head, query } = partsOf(view);
    const text = dbtSql(`${view.name}.sql`, `${head}${query}`, relations);
    const config = materializationOf(view.sql).isTable ? "{{ config(materialized = 'table') }}\n" : '';
    return [`models/${view.layer}/${view.name}.sql`, `${config}${text.trimEnd()}\n`];
  });
}

const SEVERITIES = { fail: 'error', warn: 'warn' } as const;

/** A singular test per check of a view: it selects the rows that break the rule, as dbt's do. */
export function testFiles(views: readonly DocumentedView[], relations: Relations): Files {
  return views.flatMap(({ name, layer, checks }) =>
    (checks?.checks ?? []).map(({ severity, rule, sql }): Files[number] => {
      const config = `{{ config(severity = '${SEVERITIES[severity]}') }}`;
      const text = dbtSql(`${name}.checks.sql`, `-- ${rule}\n`, relations);
      return [
        `tests/${layer}/${testName(name, rule)}.sql`,
        `${text}${config}\n${dbtSql(`${name}.checks.sql`, sql, relations)}\n`,
      ];
    }),
  );
}

/** dbt names a singular test after its file, and prints the name: the rule in its own words. */
export function testName(view: string, rule: string): string {
  const words = rule.toLowerCase().match(/[a-z0-9_]+/g) ?? [];
  return `${view}__${words.join('_')}`;
}
