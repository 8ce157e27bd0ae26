import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readCheckFiles } from '../../bin/cli/check-files.ts';
import { countsSql, groupChecks } from '../../bin/cli/check-statements.ts';
import { PROJECT_ROOT } from '../../bin/start/build.ts';
import { REFRESHED_TABLES } from '../../domain/contracts/refreshed-tables.ts';
import { atBoundary } from '../../domain/sql/boundary.ts';
import { liveViews, publicViews, type Relations } from '../../domain/sql/deployed-views.ts';
import { withLiterals } from '../../domain/sql/literals.ts';
import { inDependencyOrder, type ViewFile } from '../../domain/sql/view-order.ts';
import { readStatement, readViewFiles } from '../../lambdas/aws/view-files.ts';
import { asOf, questionsOfPage } from '../support/questions.ts';
import { statementsIn } from '../support/sql-statements.ts';

export const SQL_FOLDER = join(PROJECT_ROOT, 'athena-sql');

/** Zones whose clocks change, so that days of 23 and 25 hours are compared; both engines get the same texts. */
const LITERALS = { reportingTimeZone: 'Europe/Berlin', billingTimeZone: 'America/Sao_Paulo' };

/** The files as a deployment places their texts, and the tables that the refresh keeps. */
export function relationsAt(through: string | null, generation?: string): Relations {
  const literals = { ...LITERALS, ...(generation === undefined ? {} : { generation }) };
  const views = readViewFiles(SQL_FOLDER).map(({ name, sql }) => ({
    name,
    sql: withLiterals(atBoundary(sql, through), literals),
  }));
  return { views, tables: REFRESHED_TABLES };
}

/** The views as a deployment would create them, with those that compute from the events; each after those it reads. */
export function deployedViews(relations: Relations): readonly ViewFile[] {
  const readers = publicViews(relations, readStatement(SQL_FOLDER, 'read_generation'));
  return [...inDependencyOrder(readers), ...inDependencyOrder(liveViews(relations))];
}

export interface Query {
  readonly name: string;
  readonly sql: string;
  /** What the laptop is asked, where it is another statement. */
  readonly laptopSql?: string;
  /** Its rows have one order, which both engines must keep. */
  readonly isOrdered?: boolean;
}

/** Each view whole, and each question of docs/questions.md. */
export function queriesOf(views: readonly ViewFile[], now = new Date()): readonly Query[] {
  const whole = views.map(({ name }) => ({ name, sql: `SELECT * FROM ${name}` }));
  const questions = questionsOfPage().map(({ number, sql }) => ({ name: `question ${number}`, sql: asOf(sql, now) }));
  return [...whole, ...questions];
}

/** The databases of both engines. */
export interface Databases {
  readonly trino: string;
  readonly laptop: string;
}

/** Each statement of the checks beside the views. */
export function checkQueries(): readonly Query[] {
  const checks = globSync('**/*.checks.sql', { cwd: SQL_FOLDER }).sort();
  return checks.flatMap((path) =>
    statementsIn(readFileSync(join(SQL_FOLDER, path), 'utf8')).map((sql, index) => ({
      name: `${basename(path, '.checks.sql')} check ${index + 1}`,
      sql,
    })),
  );
}

/** The statements of `lake check`, which count the rows of several checks at once. */
export function countQueries({ trino, laptop }: Databases): readonly Query[] {
  const checks = [...readCheckFiles(SQL_FOLDER)].flatMap(([view, ofView]) =>
    ofView.checks.map((one) => ({ view, ...one })),
  );
  return groupChecks(checks.map((one, index) => ({ ...one, place: index + 1 }))).map((group) => ({
    name: `lake check ${shortList([...new Set(group.map(({ view }) => view))])}`,
    sql: countsSql(group, trino),
    laptopSql: countsSql(group, laptop),
  }));
}

function shortList([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
