import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { leftOutFault, leftOutTypes, NOTHING_LEFT_OUT } from '../../../domain/event/curation.ts';
import { EVENT_TYPES, type EventType, isEventType } from '../../../domain/event/event-types.ts';
import { FAMILIES } from '../../../domain/event/families.ts';
import type { EventTypeDefinition } from '../../../domain/event/types/definition.ts';

const DICTIONARY: readonly (readonly [string, EventTypeDefinition])[] = Object.entries(EVENT_TYPES);
const ALL = Object.keys(EVENT_TYPES).filter(isEventType);
const ROOT = join(import.meta.dirname, '../../..');

/** The fourteen events of the taxonomy, in the words of those who send them. */
const TAXONOMY = [
  ...['conversation_opened', 'catalog_viewed', 'payment_link_sent', 'payment_link_clicked', 'order_confirmed'],
  ...['ticket_created', 'agent_assigned', 'first_response_time', 'ticket_resolved', 'csat_submitted'],
  ...['template_delivered', 'template_read', 'broadcast_opt_out', 'reengagement_triggered'],
];

function ours(word: string): string {
  return DICTIONARY.find(([name, { aliases = [] }]) => name === word || aliases.includes(word))?.[0] ?? word;
}

const typesOf = (family: string) => ALL.filter((type) => EVENT_TYPES[type].family === family);
const keptUnder = (names: readonly string[]) => ALL.filter((type) => !leftOutTypes(names).has(type));

describe('by default', () => {
  test.each(TAXONOMY)('%s of the taxonomy is an event type of its own, and kept', (word) => {
    expect(ALL).toContain(ours(word));
    expect(keptUnder([])).toContain(ours(word));
  });

  test('nothing is left out', () => {
    expect(leftOutTypes([])).toEqual(NOTHING_LEFT_OUT);
    expect(NOTHING_LEFT_OUT.size).toBe(0);
  });
});

describe('a name leaves out', () => {
  test('the event type that it is, and no other', () => {
    expect(leftOutTypes(['reaction_added'])).toEqual(new Set(['reaction_added']));
  });

  test('the family that it is', () => {
    expect(leftOutTypes(['account'])).toEqual(new Set(typesOf('account')));
  });

  test('of a family not what is needed', () => {
    expect(typesOf('engagement').filter((type) => !leftOutTypes(['engagement']).has(type))).toEqual([
      'opted_out',
      'opted_in',
      'contact_identity_changed',
    ]);
  });

  test('what is not understood only where that is named', () => {
    expect(leftOutTypes(['unmapped'])).toEqual(new Set(['unmapped']));
    expect(keptUnder(FAMILIES.filter((family) => !['messaging', 'unmapped', 'lake'].includes(family)))).toContain(
      'unmapped',
    );
  });

  test('as often as it stands there, once', () => {
    expect(leftOutTypes(['link_clicked', 'engagement', 'link_clicked'])).toEqual(leftOutTypes(['engagement']));
  });
});

test('the list that docs/adr/0010 gives keeps the taxonomy, the messages, identity and consent, and nothing else', () => {
  const adr = readFileSync(join(ROOT, 'docs/adr/0010-curation.md'), 'utf8');
  const names: string[] = JSON.parse(/"leftOutEventTypes": (\[[^\]]*\])/.exec(adr)?.[1] ?? 'null');
  const needed: EventType[] = ['duplicates_refused', 'opted_in', 'contact_identity_changed'];
  expect(new Set(keptUnder(names))).toEqual(
    new Set<string>([...TAXONOMY.map(ours), ...typesOf('messaging'), ...needed]),
  );
});

describe('refused is', () => {
  test.each([...typesOf('messaging'), 'contact_identity_changed', 'opted_out', 'opted_in'])(
    '%s, with the reason and what to do',
    (name) => {
      expect(leftOutFault(name)).toMatch(new RegExp(`^\`${name}\` cannot be left out: .{20,}\\. Filter by event_type`));
      expect(() => leftOutTypes(['link_clicked', name])).toThrow(RangeError);
    },
  );

  test.each(['messaging', 'in_orbit', 'template_read', 'Account', '', '__proto__', 'toString'])(
    '"%s", with the names that are allowed',
    (name) => {
      expect(leftOutFault(name)).toMatch(
        /the families engagement, crm, flow, account and the event types .*\bunmapped/,
      );
      expect(leftOutFault(name)).not.toMatch(/the event types .*\bmessage_read\b/);
      expect(() => leftOutTypes([name])).toThrow(RangeError);
    },
  );
});

describe('what a view names cannot be left out', () => {
  // Pages list what there is: they may name what was left out.
  const views = globSync('athena-sql/**/*.sql', { cwd: ROOT }).filter((path) => !path.startsWith('athena-sql/pages'));
  const sql = views.map((path) => readFileSync(join(ROOT, path), 'utf8'));
  const named = new Set(sql.flatMap((text) => [...text.matchAll(/'(\w+)'/g)].map(([, word = '']) => word)));
  // The views that count these then say that there are none, which docs/adr/0010 says.
  const types = ALL.filter((type) => named.has(type) && !['unmapped', 'link_clicked'].includes(type));
  // Of `engagement`, views name each type that they read: those cannot be left out, the others may. A family's name may
  // stand for something else as well (`flow`, a kind of button), so that only conditions on the column count.
  const conditions = sql.flatMap((text) => text.match(/\bfamily (?:=|<>|IN) \(?[^)\n]*/g) ?? []);
  const families = FAMILIES.filter(
    (family) => conditions.some((one) => one.includes(`'${family}'`)) && !['unmapped', 'engagement'].includes(family),
  );

  test('as an event type', () => {
    expect(types.length).toBeGreaterThan(5);
    expect(types.filter((type) => leftOutFault(type) === null)).toEqual([]);
  });

  test('as a family', () => {
    expect(families).toContain('messaging');
    expect(families.filter((family) => leftOutFault(family) === null)).toEqual([]);
  });
});

test('a family has the name of no event type, but for `unmapped`', () => {
  expect(FAMILIES.filter(isEventType)).toEqual(['unmapped']);
});
