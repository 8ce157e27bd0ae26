import { expect, test } from 'vitest';
import { COLUMNS, type Column, PARTITION_COLUMNS, SCHEMA_VERSION } from '../../../domain/event/columns.ts';
import { EVENT_TYPES } from '../../../domain/event/event-types.ts';
import { FAILURE_REASONS } from '../../../domain/event/failure.ts';
import { FAMILIES } from '../../../domain/event/families.ts';

const ALL: readonly Column[] = [...COLUMNS, ...PARTITION_COLUMNS];

test('every column has a name of its own that Firehose and Athena leave as it is', () => {
  const names = ALL.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
});

test('every column says what it means, in as many characters as Glue keeps', () => {
  for (const { name, meaning } of ALL) {
    expect(meaning.length, name).toBeGreaterThan(10);
    expect(meaning.length, name).toBeLessThanOrEqual(255);
  }
});

test('no column is newer than the schema', () => {
  for (const { name, since } of ALL) expect(since, name).toBeLessThanOrEqual(SCHEMA_VERSION);
});

test('columns that stand for a person or a message are marked as pseudonyms, no others', () => {
  const pseudonyms = ALL.filter(({ personalData }) => personalData === 'pseudonym').map(({ name }) => name);
  const keys = ALL.map(({ name }) => name).filter((name) => name.endsWith('_key') && name !== 'event_key');
  expect(pseudonyms.toSorted()).toEqual([...keys, 'conversation_id', 'ctwa_clid'].toSorted());
});

test('the columns that others rely on are there', () => {
  const promised =
    'event_key event_type source source_event family dt event_at received_at channel direction account_id endpoint_id ' +
    'contact_key message_key reply_to_key message_type status error_code template_name campaign_id conversation_id ' +
    'pricing_category pricing_type pricing_model schema_version transform_version';
  expect(ALL.map(({ name }) => name)).toEqual(expect.arrayContaining(promised.split(' ')));
});

test('every event type belongs to a family that has a partition, and every family has an event type', () => {
  const used = Object.values(EVENT_TYPES).map(({ family }) => family);
  expect(new Set(used)).toEqual(new Set(FAMILIES));
});

test('every failure reason is a word that can stand in a path, and is explained', () => {
  for (const [reason, meaning] of Object.entries(FAILURE_REASONS)) {
    expect(reason).toMatch(/^[a-z_]+$/);
    expect(meaning).toMatch(/\.$/);
  }
});
