import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeDbtProject } from '../../../bin/docs/dbt/write.ts';
import { remove, temporaryFolder } from '../../support/laptop.ts';

const SQL_FOLDER = join(import.meta.dirname, '../../../athena-sql');

function folder(): string {
  const path = temporaryFolder();
  onTestFinished(() => remove(path));
  return path;
}

test('what the last run wrote and this one does not is removed, and nothing else', () => {
  const project = folder();
  const count = writeDbtProject(project, SQL_FOLDER, join(project, '../lake'));
  const list = join(project, '.written-by-npm-run-docs');
  writeFileSync(join(project, 'models/gone.sql'), '');
  writeFileSync(join(project, 'models/mine.sql'), '');
  writeFileSync(list, `${readFileSync(list, 'utf8')}models/gone.sql\n`);
  expect(writeDbtProject(project, SQL_FOLDER, join(project, '../lake'))).toBe(count);
  expect(existsSync(join(project, 'models/gone.sql'))).toBe(false);
  expect(existsSync(join(project, 'models/mine.sql'))).toBe(true);
  expect(readFileSync(join(project, 'profiles.yml'), 'utf8')).toContain("env_var('LAKE_DATA', '../lake')");
});

test('a dbt project that somebody else wrote is left alone', () => {
  const project = folder();
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'dbt_project.yml'), 'name: mine\n');
  expect(() => writeDbtProject(project, SQL_FOLDER, project)).toThrow('did not write');
  expect(readFileSync(join(project, 'dbt_project.yml'), 'utf8')).toBe('name: mine\n');
});
