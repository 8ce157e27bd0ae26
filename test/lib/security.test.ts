import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test, vi } from 'vitest';
import { buildApp } from '../../lib/app.ts';
import { LakeStack } from '../../lib/lake-stack.ts';
import { readSettings } from '../../lib/settings.ts';
import { testApp } from './synthesised.ts';

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly conclusion: string;
    readonly violations: readonly { readonly ruleName: string }[];
  }[];
}

/** Synthesises, and answers what was thrown and the rules that were broken. */
function synthesise({ app, outdir }: { readonly app: App; readonly outdir: string }) {
  // The findings are printed for operators; here they are read from the report.
  const prints = [vi.spyOn(process.stderr, 'write'), vi.spyOn(console, 'error'), vi.spyOn(console, 'log')];
  for (const print of prints) print.mockImplementation(() => true);
  let thrown: unknown;
  try {
    app.synth();
  } catch (error) {
    thrown = error;
  }
  for (const print of prints) print.mockRestore();
  const report: Report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
  return {
    thrown,
    rules: report.pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName)),
  };
}

test('the app has no finding', () => {
  const made = testApp();
  buildApp(made.app);
  expect(synthesise(made)).toEqual({ thrown: undefined, rules: [] });
});

test('a careless bucket fails the synthesis', () => {
  const made = testApp();
  new Bucket(buildApp(made.app), 'Plain');
  const { thrown, rules } = synthesise(made);
  expect(thrown).toBeInstanceOf(Error);
  expect(rules).toEqual(expect.arrayContaining(['AwsSolutions-S1', 'AwsSolutions-S10']));
});

test('without its written reasons the stack has findings, by just the rules that are answered', () => {
  const made = testApp();
  new LakeStack(made.app, 'Lake', { settings: readSettings({}) });
  Validations.of(made.app).addPlugins(new AwsSolutionsChecks(made.app));
  const { thrown, rules } = synthesise(made);
  expect(thrown).toBeInstanceOf(Error);
  const found = new Set(rules.map((rule) => rule.replace(/\[.*/, '')).filter((rule) => rule.startsWith('Aws')));
  const source = readFileSync(join(import.meta.dirname, '../../lib/security.ts'), 'utf8');
  const answered = new Set(source.match(/AwsSolutions-[A-Z]+\d+/g));
  expect(answered).toEqual(found);
});

test('a wrong setting fails before anything is synthesised', () => {
  expect(() => buildApp(testApp({ bufferSeconds: 1 }).app)).toThrow(/bufferSeconds/);
});
