import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { COMPACT_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import { Compaction } from '../../lib/lake/compaction.ts';
import { LakeStack } from '../../lib/lake-stack.ts';
import { readSettings, type Settings } from '../../lib/settings.ts';
import { testApp } from './synthesised.ts';
import { testStack } from './template.ts';

const made = testStack();
const deleting = testStack({ deleteSuperseded: true, supersededRetentionDays: 21, compactionOpenDays: 3 });

type Made = typeof made;

function statementsOf({ ofType }: Made): readonly { readonly Action: string | string[]; readonly Resource: unknown }[] {
  const policies = Object.entries(ofType('AWS::IAM::Policy')).filter(([name]) => name.includes('CompactionCompact'));
  return policies.flatMap(([, { Properties }]) => Object(Properties.PolicyDocument).Statement);
}

/** The last part of each resource on which an action is allowed. */
function allowedOn(where: Made, action: string): readonly string[] {
  const statements = statementsOf(where).filter(({ Action }) => [Action].flat().includes(action));
  const texts = statements.flatMap(({ Resource }) => [Resource].flat().map((one) => JSON.stringify(one)));
  return texts.flatMap((text) => /\/([a-z]+\/?\*)"\]\]\}$/.exec(text)?.[1] ?? text).toSorted();
}

test('it runs every night, with Lambda’s maximum timeout', () => {
  expect(made.resourceOf(made.stack.compaction.function).Properties).toMatchObject({
    Timeout: 900,
  });
  const [rule] = Object.values(made.ofType('AWS::Events::Rule'));
  expect(rule?.Properties).toMatchObject({ ScheduleExpression: 'cron(15 2 * * ? *)', State: 'ENABLED' });
});

describe('it may', () => {
  test.each([
    ['s3:PutObject', ['*', 'compacted/*', 'compaction/*']],
    ['s3:DeleteObject', ['replaced/*']],
    ['s3:GetObject', ['*', 'compacted/*', 'compaction/*', 'events/*']],
    ['s3:PutObjectTagging', []],
  ])('%s only where it needs to', (action, places) => {
    const found = allowedOn(made, action).map((place) => (place.includes('Results') ? '*' : place));
    expect(found.toSorted()).toEqual(places);
  });

  test('change only the view `events` and those of the reporting window', () => {
    const names = JSON.stringify(
      statementsOf(made).filter(({ Action }) => [Action].flat().includes('glue:UpdateTable')),
    );
    const tables = [...names.matchAll(/\/([a-z_]+|\*)"/g)].map(([, name]) => name);
    expect(tables).toEqual(['events', 'int_reporting_events', 'stg_reporting_settings']);
    expect(statementsOf(made).flatMap(({ Action }) => Action)).not.toContain('glue:DeleteTable');
  });
});

describe('replaced files', () => {
  const rules = ({ stack, resourceOf }: Made) =>
    Object(resourceOf(stack.stores.lake).Properties.LifecycleConfiguration).Rules;

  test('are kept by default', () => {
    expect(JSON.stringify(rules(made))).not.toContain('superseded');
    expect(environmentOf({}).DELETE_SUPERSEDED).toBe('false');
  });

  test('are tagged and expire with the setting', () => {
    expect(rules(deleting)).toContainEqual(
      expect.objectContaining({
        ExpirationInDays: 21,
        TagFilters: [{ Key: 'superseded', Value: 'true' }],
      }),
    );
    expect(allowedOn(deleting, 's3:PutObjectTagging')).toEqual(['compacted/*', 'events/*']);
    expect(environmentOf({ deleteSuperseded: true })).toMatchObject({ DELETE_SUPERSEDED: 'true' });
  });
});

function environmentOf(settings: Partial<Settings>) {
  const { stack, resourceOf } = testStack(settings);
  const { Variables } = Object(resourceOf(stack.compaction.function).Properties.Environment);
  const texts = Object.entries(Variables).map(([name, value]) => [name, String(value)]);
  return readEnvironment(COMPACT_ENVIRONMENT, Object.fromEntries(texts));
}

describe('the tables of closed days', () => {
  const tableOf = (name: string) =>
    Object.values(made.ofType('AWS::Glue::Table'))
      .map(({ Properties }) => Object(Properties.TableInput))
      .find(({ Name }) => Name === name);

  test('have the columns and partitions of the rows that arrive', () => {
    const [landed, closed] = [tableOf('event_rows'), tableOf('compacted_rows')];
    expect(closed.StorageDescriptor.Columns).toEqual(landed.StorageDescriptor.Columns);
    expect(closed.PartitionKeys).toEqual(landed.PartitionKeys);
    expect({ ...closed.StorageDescriptor, Location: '' }).toEqual({ ...landed.StorageDescriptor, Location: '' });
  });

  test('have registered partitions where closed days are read, and projected ones over the full range where rows land', () => {
    const parametersOf = (name: string) => JSON.stringify(tableOf(name).Parameters);
    expect(parametersOf('compacted_rows')).not.toContain('projection');
    expect(parametersOf('compacted_rows')).not.toContain('storage.location.template');
    expect(tableOf('event_rows').Parameters).toMatchObject({ 'projection.dt.range': '2024-01-01,NOW+1DAYS' });
  });
});

describe('what is computed from the rows', () => {
  test('is not started where nothing is given', () => {
    expect(environmentOf({}).REFRESH_FUNCTION).toBe('');
    expect(allowedOn(made, 'lambda:InvokeFunction')).toEqual([]);
  });

  test('is started by the name that is given, and no other function is', () => {
    const settings = readSettings({});
    const stack = new LakeStack(testApp().app, 'Lake', { settings });
    const { stores, catalog, query, find } = stack;
    const given = { stores, catalog, settings, workgroup: query.workgroup, refresh: find.function };
    new Compaction(stack, 'Refreshing', given);
    const [name, arn] = [find.function.functionName, find.function.functionArn].map((text) => stack.resolve(text));
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ REFRESH_FUNCTION: name }) },
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([{ Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: arn }]),
      },
      PolicyName: Match.stringLikeRegexp('Refreshing'),
    });
  });
});
