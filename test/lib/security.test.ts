import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { buildApp } from '../../lib/app.ts';
import { LakeStack } from '../../lib/lake-stack.ts';
import { readSettings } from '../../lib/settings.ts';
import { synthesise } from './findings.ts';
import { testApp } from './synthesised.ts';

test('the app has no finding', () => {
  const made = testApp();
  buildApp(made.app);
  expect(synthesise(made)).toMatchObject({ thrown: undefined, rules: [] });
});

test('a careless bucket fails the synthesis', () => {
  const made = testApp();
  new Bucket(buildApp(made.app), 'Plain');
  const { thrown, rules } = synthesise(made);
  expect(thrown).toBeInstanceOf(Error);
  expect(rules).toEqual(expect.arrayContaining(['AwsSolutions-S1', 'AwsSolutions-S10']));
});

/** With the parts that are off by default. */
const WITH_EVERY_PART = { socialTopicArn: 'arn:aws:sns:eu-west-1:123456789012:whatsapp-events' };

test('without its written reasons the stack has findings, by just the rules that are answered', () => {
  const made = testApp();
  new LakeStack(made.app, 'Lake', { settings: readSettings(WITH_EVERY_PART) });
  Validations.of(made.app).addPlugins(new AwsSolutionsChecks(made.app));
  const { thrown, rules } = synthesise(made);
  expect(thrown).toBeInstanceOf(Error);
  const found = new Set(rules.map((rule) => rule.replace(/\[.*/, '')).filter((rule) => rule.startsWith('Aws')));
  const source = readFileSync(join(import.meta.dirname, '../../lib/shared/security.ts'), 'utf8');
  const answered = new Set(source.match(/AwsSolutions-[A-Z]+\d+/g));
  expect(answered).toEqual(found);
});

test('termination protection is what the setting says, and off for the first deployment', () => {
  expect(buildApp(testApp().app).terminationProtection).toBe(false);
  expect(buildApp(testApp({ terminationProtection: true }).app).terminationProtection).toBe(true);
});

test('a wrong setting fails before anything is synthesised', () => {
  expect(() => buildApp(testApp({ bufferSeconds: 1 }).app)).toThrow(/bufferSeconds/);
});
