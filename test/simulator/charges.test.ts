import { trafficOf } from 'simulator';
import { expect, test } from 'vitest';
import { rowsOf } from './traffic.ts';

function around(from: string, through: string) {
  return trafficOf({ messages: 2_500, seed: 8, from, through }).deliveries;
}

test('a price stands on one of a message’s statuses', () => {
  const priced = rowsOf([
    ...around('2025-06-25', '2025-07-06').slice(-500),
    ...around('2026-09-25', '2026-10-06').slice(0, 500),
  ]).filter(({ pricing_model }) => pricing_model != null);
  const ofOneRecipient = priced.map(
    ({ message_key, contact_key, recipient_type }) => `${message_key} ${recipient_type === 'group' ? contact_key : ''}`,
  );
  expect(new Set(ofOneRecipient).size).toBe(priced.length);
  expect(new Set(priced.map(({ status }) => status))).toEqual(new Set(['sent', 'delivered', 'read']));
});
