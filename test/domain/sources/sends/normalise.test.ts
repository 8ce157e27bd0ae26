import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLUMNS } from '../../../../domain/event/columns.ts';
import { ItemFailure } from '../../../../domain/event/failure.ts';
import { normalise } from '../../../../domain/sources/sends/normalise.ts';
import { rowsOf as metaRowsOf, SETTINGS } from '../../pipeline.ts';
import { reasonAgainst, rowOf, takeSends } from './sends.ts';

const WAMID = 'wamid.HBgLMTU1NTAxMDA5OTkVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA';
const STATUS = JSON.stringify({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '1000',
      changes: [
        {
          field: 'messages',
          value: { statuses: [{ id: WAMID, status: 'sent', timestamp: '1795175970', recipient_id: '15550100999' }] },
        },
      ],
    },
  ],
});

test('a send and Meta’s status of the same message have the same message and contact', () => {
  const [status] = metaRowsOf(STATUS);
  const { row } = rowOf({ message_id: WAMID, to: { phone: '+1 (555) 010-0999' } });
  expect(row.message_key).toMatch(/^1\..{22}$/);
  expect(row.message_key).toBe(status?.row.message_key);
  expect(row.contact_key).toBe(status?.row.contact_key);
});

test('without a recipient the row has no contact', () => {
  expect(rowOf({ message_id: WAMID }).row).not.toHaveProperty('contact_key');
});

test('without a time the row stands at its receipt, and says so', () => {
  const { row, partition } = rowOf({ message_id: WAMID });
  expect([row.event_at, row.event_at_source, partition.dt]).toEqual([
    '2026-11-20 12:00:00.000',
    'received',
    '2026-11-20',
  ]);
});

describe('an item that is no send', () => {
  const [envelope = expect.unreachable()] = takeSends({ message_id: WAMID }).envelopes;

  test.each([
    ['text', 'item_not_an_object'],
    [{ campaign_id: 'spring' }, 'normaliser_error'],
  ])('fails by its reason: %j', (item, reason) => {
    expect(() => normalise({ ...envelope, item }, SETTINGS)).toThrow(
      expect.objectContaining({ constructor: ItemFailure, reason }),
    );
  });
});

const NAMES = new Set(COLUMNS.map(({ name }) => name));
const hostile = fc.oneof(
  fc.constantFrom('+15550100999', 'ann@example.com', 'wamid.x', '', null, 7, 1e30),
  fc.jsonValue(),
);
const member = fc.constantFrom('id', 'message_id', 'sent_at', 'to', 'campaign_id', 'template', 'buttons', 'experiment');
const inner = fc.dictionary(fc.constantFrom('id', 'name', 'kind', 'phone', 'bsuid', 'arm', 'position'), hostile);
const value = fc.oneof(hostile, inner, fc.array(inner, { maxLength: 4 }));
const send = fc
  .tuple(fc.dictionary(member, value), fc.boolean())
  .map(([item, isNamed]) => (isNamed ? { ...item, message_id: WAMID } : item));

test('whatever is sent is either rejected with a reason or becomes a row without a number or address', () => {
  fc.assert(
    fc.property(send, (item) => {
      const { envelopes, rejected } = takeSends(item);
      expect(envelopes.length + rejected.length).toBe(1);
      if (rejected.length === 1) {
        expect(reasonAgainst(item)).not.toMatch(/15550100999|ann@/);
        return;
      }
      const { row } = rowOf(item);
      expect(Object.keys(row).filter((name) => !NAMES.has(name))).toEqual([]);
      expect(JSON.stringify(row)).not.toMatch(/15550100999|ann@|wamid/);
    }),
    { numRuns: 1_000 },
  );
});
