import { ofKind, trafficOf, USER_IDS_FROM_MS } from 'simulator';
import { describe, expect, test } from 'vitest';
import type { RowDraft } from '../../domain/event/row.ts';
import { isPlainName } from '../../domain/personal/names.ts';
import { keyOf, rowsOf } from './traffic.ts';

const { deliveries, truths } = trafficOf({ messages: 900, seed: 4, from: '2025-12-01', through: '2026-11-20' });
const rows = rowsOf(deliveries);
const messages = ofKind(truths, 'message').filter(({ groupId }) => groupId === null);

test('before April 2026 nothing names a user id; afterwards there are contacts with a number, a user id, and both', () => {
  const isEarly = ({ event_at }: RowDraft) => Date.parse(`${event_at}Z`) < USER_IDS_FROM_MS;
  expect(rows.filter((row) => isEarly(row) && row.bsuid_key != null)).toEqual([]);
  const kinds = rows
    .filter((row) => !isEarly(row) && row.contact_key != null)
    .map(({ phone_key, bsuid_key }) =>
      `${phone_key == null ? '' : 'phone'} ${bsuid_key == null ? '' : 'user id'}`.trim(),
    );
  expect(new Set(kinds)).toEqual(new Set(['phone', 'user id', 'phone user id']));
});

test('contacts return over the months', () => {
  const days = Map.groupBy(messages, ({ personId }) => personId);
  expect(messages.length / days.size).toBeGreaterThan(3);
});

describe('a change of number', () => {
  const changes = ofKind(truths, 'identity');
  const keysOf = (personId: string) =>
    new Set(messages.filter((one) => one.personId === personId).map(({ id }) => keyOf(id)));

  test('is emitted with both sides, and the person continues under the new ones', () => {
    expect(changes.length).toBeGreaterThan(3);
    for (const { personId, atMs, from, to } of changes) {
      expect(to).not.toEqual(from);
      const keys = keysOf(personId);
      const aliases = rows
        .filter(({ message_key }) => keys.has(message_key ?? null))
        .map((row) => [Date.parse(`${row.event_at}Z`), row.contact_key] as const);
      const [before, after] = [aliases.filter(([at]) => at < atMs), aliases.filter(([at]) => at > atMs)];
      expect(before.filter(([, key]) => after.some(([, other]) => other === key))).toEqual([]);
    }
    const goesOn = changes.filter(({ personId, atMs }) =>
      messages.some((one) => one.personId === personId && (one.sentAtMs ?? 0) > atMs),
    );
    expect(goesOn.length).toBeGreaterThan(0);
  });

  test('keeps the person: the aliases that rows state together make of each person one, and never one of two', () => {
    const personOfKey = new Map(messages.map(({ id, personId }) => [keyOf(id), personId]));
    const groups = joined(rows);
    const personsOfGroup = new Map<string, Set<string | null>>();
    const groupsOfPerson = new Map<string | null, Set<string>>();
    for (const row of rows) {
      const person = personOfKey.get(row.message_key ?? null);
      if (person === undefined || row.contact_key == null) continue;
      const group = groups(row.contact_key);
      personsOfGroup.set(group, (personsOfGroup.get(group) ?? new Set()).add(person));
      groupsOfPerson.set(person, (groupsOfPerson.get(person) ?? new Set()).add(group));
    }
    expect([...groupsOfPerson].filter(([, all]) => all.size > 1)).toEqual([]);
    expect([...personsOfGroup].filter(([, all]) => all.size > 1 && !isRecycled(all))).toEqual([]);
  });

  /** Without times, a number's second holder cannot be distinguished from its first. */
  function isRecycled(persons: ReadonlySet<string | null>): boolean {
    const given = changes.filter(({ personId }) => persons.has(personId)).map(({ from }) => from.phone);
    return given.some((phone) => phone !== null);
  }
});

/** Whose alias it is: aliases of one row belong together. */
function joined(all: readonly RowDraft[]): (key: string) => string {
  const leader = new Map<string, string>();
  const find = (key: string): string => {
    const next = leader.get(key);
    return next === undefined || next === key ? key : find(next);
  };
  for (const row of all) {
    const keys = [row.phone_key, row.bsuid_key, row.previous_phone_key, row.previous_bsuid_key].filter(
      (key) => key != null,
    );
    for (const key of keys) leader.set(find(key), find(keys[0] ?? key));
  }
  return find;
}

test('what the business names passes the lake’s own rules', () => {
  const names = messages.flatMap(({ made }) => [
    made.campaignId,
    made.experimentId,
    made.experimentArm,
    made.costTag,
    ...(made.buttons ?? []).map(({ id }) => id),
  ]);
  expect(names.filter((name) => name !== null && !isPlainName(name))).toEqual([]);
  expect(
    rows.filter(
      ({ event_type, campaign_id, sent_buttons }) =>
        event_type === 'message_recorded' && campaign_id == null && sent_buttons == null,
    ),
  ).toEqual([]);
});
