import { Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, test, vi } from 'vitest';
import { buildApp } from '../../lib/app.ts';
import type { LakeStack } from '../../lib/lake-stack.ts';
import { type Finding, synthesise } from './findings.ts';
import { testApp } from './synthesised.ts';

test('the app has no findings', () => {
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
const WITH_EVERY_PART = {
  socialTopicArn: 'arn:aws:sns:eu-west-1:123456789012:whatsapp-events',
  scheduledPages: true,
  quickSightPrincipalArn: 'arn:aws:quicksight:eu-west-1:123456789012:group/default/analysts',
};

/** An accepted finding: `acknowledge` of lib/shared/security.ts. */
interface Acknowledgement extends Finding {
  readonly reason: string;
}

/** Of the whole app, with each of its stacks. */
function acknowledgementsOf(stack: LakeStack): readonly Acknowledgement[] {
  return stack.node.root.node.findAll().flatMap(({ node: { path, metadata } }) =>
    metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(Object(data)))
      // `Annotation::` for a rule of cdk-nag, `CloudFormation-Validate::` for one of the CDK's own validation.
      .map(([rule, reason]) => ({ path, rule: rule.replace(/^[\w-]+::/, ''), reason: String(reason) })),
  );
}

describe('each accepted finding', () => {
  const accepted = acknowledgementsOf(buildApp(testApp(WITH_EVERY_PART).app));

  test('exists in the stack: none is unused', () => {
    const acknowledge = vi.spyOn(Validations.prototype, 'acknowledge').mockImplementation(() => {});
    const made = testApp(WITH_EVERY_PART);
    buildApp(made.app);
    acknowledge.mockRestore();
    const { thrown, findings } = synthesise(made);
    expect(thrown).toBeInstanceOf(Error);
    const covers = (one: Acknowledgement, { rule, path }: Finding) =>
      one.rule === rule && `${path}/`.startsWith(`${one.path}/`);
    expect(findings.filter((finding) => !accepted.some((one) => covers(one, finding)))).toEqual([]);
    expect(accepted.filter((one) => !findings.some((finding) => covers(one, finding)))).toEqual([]);
    expect(accepted.length).toBeGreaterThan(50);
  });

  test.each(accepted)('$rule at $path has a sentence as its reason', ({ reason }) => {
    expect(reason).toMatch(/^\p{Lu}.{20,}\.$/u);
  });

  test('is on the construct that causes it, and names the resource of a wildcard', () => {
    const wide = accepted.filter(({ path }) => path.split('/').length < 3);
    // The CDK adds the mapping to the stack itself.
    expect(wide.map(({ rule, path }) => [rule, path])).toEqual([['W7001', 'WhatsAppEventLake']]);
    for (const { rule } of accepted.filter((one) => /IAM[45]/.test(one.rule))) expect(rule).toMatch(/\[\w+::.+\]$/);
  });
});

test('termination protection follows the setting, and is off by default', () => {
  expect(buildApp(testApp().app).terminationProtection).toBe(false);
  expect(buildApp(testApp({ terminationProtection: true }).app).terminationProtection).toBe(true);
});

test('an invalid setting fails before anything is synthesised', () => {
  expect(() => buildApp(testApp({ bufferSeconds: 1 }).app)).toThrow(/bufferSeconds/);
});
