import { describe, expect, test } from 'vitest';
import { storedName } from '../../domain/contracts/lake-layout.ts';
import { REFRESHED_TABLES } from '../../domain/contracts/refreshed-tables.ts';
import { readableByPages } from '../../lib/pages/readable.ts';
import { readSettings } from '../../lib/settings.ts';
import { type TestResource, testStack } from './template.ts';

const onDemand = testStack();
const scheduled = testStack({ scheduledPages: true, pageLocale: 'en-IN', refreshMinutes: 30 });

type Made = typeof onDemand;

function variablesOf({ resourceOf }: Made, construct: Made['stack']['pages']['function']): Record<string, unknown> {
  return { ...Object(resourceOf(construct).Properties.Environment).Variables };
}

/** In a policy of the role, and in managed ones where that is too long: the CDK divides it. */
function statementsOf({ ofType }: Made, id: string): readonly { Action: string | string[]; Resource: unknown }[] {
  const all = [ofType('AWS::IAM::Policy'), ofType('AWS::IAM::ManagedPolicy')].flatMap(Object.entries<TestResource>);
  const policies = all.filter(([name]) => name.includes(id));
  if (policies.length === 0) throw new Error(`No policy is called ${id}.`);
  return policies.flatMap(([, { Properties }]) => Object(Properties.PolicyDocument).Statement);
}

const LONG_NAMES: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'ap-southeast-2',
  'AWS::AccountId': '123456789012',
};

/** Policies as they are deployed: bucket and database names have up to 63 and 61 characters. */
function withLongNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withLongNames);
  if (typeof value !== 'object' || value === null) return value;
  const { Ref, 'Fn::Join': join, 'Fn::GetAtt': attribute } = Object(value);
  if (typeof Ref === 'string') return LONG_NAMES[Ref] ?? 'x'.repeat(61);
  if (attribute !== undefined) return `arn:aws:s3:::${'x'.repeat(63)}`;
  if (Array.isArray(join)) return [withLongNames(join[1])].flat().join('');
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withLongNames(member)]));
}

/** The functions that a role may invoke, as the template names them. */
function invokedBy(made: Made, id: string): readonly string[] {
  const invoking = statementsOf(made, id).filter(({ Action }) => [Action].flat().includes('lambda:InvokeFunction'));
  return invoking.map(({ Resource }) => JSON.stringify(Resource));
}

test('the function knows where to write, in which language, and how often numbers change', () => {
  expect(variablesOf(scheduled, scheduled.stack.pages.function)).toMatchObject({
    REPORTS_BUCKET: scheduled.stack.resolve(scheduled.stack.stores.reports.bucketName),
    PAGE_LOCALE: 'en-IN',
    REFRESH_MINUTES: '30',
  });
});

test('the outputs name the function, the bucket and the locale', () => {
  const outputs = Object(scheduled.template.toJSON().Outputs);
  expect(outputs.PageLocale).toMatchObject({ Value: 'en-IN' });
  expect(outputs.PagesFunctionName.Value).toEqual(scheduled.stack.resolve(scheduled.stack.pages.function.functionName));
  expect(outputs.ReportsBucket.Value).toEqual(scheduled.stack.resolve(scheduled.stack.stores.reports.bucketName));
});

describe('after each refresh', () => {
  test('pages are written with scheduledPages only', () => {
    expect(variablesOf(onDemand, onDemand.stack.refresh.function)).toMatchObject({ PAGES_FUNCTION: '' });
    expect(variablesOf(scheduled, scheduled.stack.refresh.function)).toMatchObject({
      PAGES_FUNCTION: scheduled.stack.resolve(scheduled.stack.pages.function.functionName),
    });
  });

  test('the refresh may start the pages where it does, and no function but itself otherwise', () => {
    expect(invokedBy(onDemand, 'RefreshGoesOn')).toEqual([expect.stringMatching(/"Refresh[0-9A-F]{8}"/)]);
    expect(invokedBy(onDemand, 'RefreshServiceRole')).toEqual([]);
    expect(invokedBy(scheduled, 'RefreshServiceRole')).toEqual([expect.stringMatching(/"Pages[0-9A-F]{8}"/)]);
  });

  test('an alarm says that none were written for a while', () => {
    const names = (made: Made) =>
      Object.values(made.ofType('AWS::CloudWatch::Alarm')).map(({ Properties }) => String(Properties.AlarmName));
    expect(names(scheduled).filter((name) => name.endsWith('PagesOverdue'))).toHaveLength(1);
    expect(names(onDemand).filter((name) => name.endsWith('PagesOverdue'))).toEqual([]);
  });
});

describe('the function may', () => {
  test('invoke no function but the one that counts failed records, and remove nothing', () => {
    expect(invokedBy(scheduled, 'PagesServiceRole')).toEqual([expect.stringContaining('"ReplayReprocess')]);
    const actions = statementsOf(scheduled, 'PagesServiceRole').flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.includes('Delete'))).toEqual([]);
  });

  test('read what its statements read, by name, and no relation besides', () => {
    const { names } = readableByPages();
    const reading = statementsOf(onDemand, 'PagesServiceRole').filter(({ Action }) =>
      [Action].flat().includes('glue:GetTable'),
    );
    const tables = [...JSON.stringify(reading).matchAll(/\/(\w+|\*)"\]\]/g)].map(([, name]) => name);
    expect(new Set(tables)).toEqual(new Set(names));
    expect(names).not.toContain('*');
    for (const name of ['contact_messages', 'contact_bridge', 'dim_contact']) expect(names).not.toContain(name);
  });

  test('read the files of the refreshed tables among these alone', () => {
    const { names, prefixes } = readableByPages();
    const stored = REFRESHED_TABLES.filter(({ name }) => prefixes.some((prefix) => prefix.endsWith(`/${name}/`)));
    expect(stored.map(({ name }) => storedName(name)).toSorted()).toEqual(
      names.filter((name) => name.startsWith('refreshed_')).toSorted(),
    );
  });

  // "IAM and AWS STS quotas" (IAM User Guide), white space not counted.
  test.each([
    ['AWS::IAM::Policy', 10_240],
    ['AWS::IAM::ManagedPolicy', 6_144],
  ])('do all that in %s of %d characters, with the longest names', (type, most) => {
    const policies = Object.entries(onDemand.ofType(type)).filter(([name]) => name.startsWith('PagesServiceRole'));
    expect(policies).not.toEqual([]);
    for (const [, { Properties }] of policies) {
      expect(JSON.stringify(withLongNames(Properties.PolicyDocument)).length).toBeLessThan(most);
    }
  });
});

describe('the setting pageLocale', () => {
  test.each(['en', 'en-IN', 'pt-BR', 'zh-Hant-TW'])('takes %s', (pageLocale) => {
    expect(readSettings({ pageLocale })).toMatchObject({ pageLocale });
  });

  test.each(['', 'english please', 'en_IN', 7])('refuses %j', (pageLocale) => {
    expect(() => readSettings({ pageLocale })).toThrow(/pageLocale/);
  });
});
