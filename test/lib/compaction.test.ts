import { describe, expect, test } from 'vitest';
import { COMPACT_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import type { Settings } from '../../lib/settings.ts';
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
  const rules = Object.values(made.ofType('AWS::Events::Rule')).map(({ Properties }) => Properties);
  expect(rules).toContainEqual(expect.objectContaining({ ScheduleExpression: 'cron(15 2 * * ? *)', State: 'ENABLED' }));
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

test('what is computed from the rows is started, and no other function', () => {
  const { functionName, functionArn } = made.stack.refresh.function;
  const [name, arn] = [functionName, functionArn].map((text) => made.stack.resolve(text));
  expect(environmentOf({}).REFRESH_FUNCTION).not.toBe('');
  expect(made.resourceOf(made.stack.compaction.function).Properties).toMatchObject({
    Environment: { Variables: { REFRESH_FUNCTION: name } },
  });
  const invoked = statementsOf(made).filter(({ Action }) => [Action].flat().includes('lambda:InvokeFunction'));
  expect(invoked.map(({ Resource }) => Resource)).toEqual([arn]);
});
