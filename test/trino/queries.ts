import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PROJECT_ROOT } from '../../bin/start/build.ts';
import { atBoundary } from '../../domain/sql/boundary.ts';
import { withLiterals } from '../../domain/sql/literals.ts';
import { inDependencyOrder, type ViewFile } from '../../domain/sql/view-order.ts';
import { readViewFiles } from '../../lambdas/aws/view-files.ts';
import { asOf, questionsOfPage } from '../support/questions.ts';
import { statementsIn } from '../support/sql-statements.ts';

const FOLDER = join(PROJECT_ROOT, 'athena-sql');

/** Zones whose clocks change, so that days of 23 and 25 hours are compared; both engines get the same texts. */
const LITERALS = { reportingTimeZone: 'Europe/Berlin', billingTimeZone: 'America/Sao_Paulo' };

/** The views as a deployment would create them, each after those it reads. */
export function deployedViews(through: string | null): readonly ViewFile[] {
  const placed = readViewFiles(FOLDER).map(({ name, sql }) => ({
    name,
    sql: withLiterals(atBoundary(sql, through), LITERALS),
  }));
  return inDependencyOrder(placed);
}

export interface Query {
  readonly name: string;
  readonly sql: string;
}

/** Each view whole, and each question of docs/questions.md; where asked for, the checks beside the views as well. */
export function queriesOf(views: readonly ViewFile[], withChecks: boolean, now = new Date()): readonly Query[] {
  const whole = views.map(({ name }) => ({ name, sql: `SELECT * FROM ${name}` }));
  const questions = questionsOfPage().map(({ number, sql }) => ({ name: `question ${number}`, sql: asOf(sql, now) }));
  return [...whole, ...questions, ...(withChecks ? checkQueries() : [])];
}

function checkQueries(): readonly Query[] {
  const checks = globSync('**/*.checks.sql', { cwd: FOLDER }).sort();
  return checks.flatMap((path) =>
    statementsIn(readFileSync(join(FOLDER, path), 'utf8')).map((sql, index) => ({
      name: `${basename(path, '.checks.sql')} check ${index + 1}`,
      sql,
    })),
  );
}
