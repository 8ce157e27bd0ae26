import { describe, expect, test } from 'vitest';
import { encodeEnvelope } from '../../../../domain/event/envelope.ts';
import { MAX_SENDS } from '../../../../domain/sources/sends/batch.ts';
import { sends } from '../../../../domain/sources/sends/sends.ts';
import { transform } from '../../../../domain/transform.ts';
import { SETTINGS } from '../../pipeline.ts';
import { keysOf, take, takeSends } from './sends.ts';

const A = { message_id: 'wamid.A', campaign_id: 'spring' };
const B = { message_id: 'wamid.B', campaign_id: 'spring' };
const WRONG = { campaign_id: 'spring' };

describe('the forms of a body', () => {
  test.each([
    ['one object', JSON.stringify(A), [A]],
    ['an array', JSON.stringify([A, B]), [A, B]],
    ['an object with sends', JSON.stringify({ sends: [A, B] }), [A, B]],
    ['NDJSON', `${JSON.stringify(A)}\n${JSON.stringify(B)}\n`, [A, B]],
    ['NDJSON with blank lines and carriage returns', `\r\n${JSON.stringify(A)}\r\n\r\n${JSON.stringify(B)}`, [A, B]],
  ])('%s', (_form, body, items) => {
    expect(take(body)).toMatchObject({ envelopes: items.map((item) => ({ kind: 'send', item })), rejected: [] });
  });

  test('an empty list is nothing, and nothing wrong', () => {
    expect(take('[]')).toEqual({ envelopes: [], rejected: [] });
  });

  test('what is beside the sends is kept with each', () => {
    const { envelopes } = take(JSON.stringify({ batch: 'b1', sends: [A, B] }));
    expect(envelopes.map(({ context }) => context)).toEqual([{ batch: 'b1' }, { batch: 'b1' }]);
  });

  test('members that are not known are kept', () => {
    expect(takeSends({ ...A, tenant: { x: [1] } }).envelopes[0]?.item).toEqual({ ...A, tenant: { x: [1] } });
  });

  test.each(['', 'no JSON', '{"message_id":', 'a\nb'])('a body of no form is no JSON: %j', (body) => {
    expect(() => take(body)).toThrow(SyntaxError);
  });
});

describe('item by item', () => {
  test('what is valid is taken, what is wrong has its place and reason', () => {
    const { envelopes, rejected } = takeSends(A, WRONG, 'text', null, B);
    expect(envelopes.map(({ item }) => item)).toEqual([A, B]);
    expect(rejected).toEqual([
      { index: 1, reason: 'message_id: 1 to 256 characters' },
      { index: 2, reason: 'send: a JSON object' },
      { index: 3, reason: 'send: a JSON object' },
    ]);
  });

  test('a line that is no JSON has its place among the lines', () => {
    const { envelopes, rejected } = take(`${JSON.stringify(A)}\n{"message_id":\n${JSON.stringify(B)}`);
    expect(envelopes).toHaveLength(2);
    expect(rejected).toEqual([{ index: 1, reason: 'send: a line of JSON' }]);
  });

  test('as many as a body may hold are taken, and one more is refused as a whole', () => {
    const many = Array.from({ length: MAX_SENDS }, (_, index) => ({ message_id: `wamid.${index}` }));
    expect(takeSends(...many).envelopes).toHaveLength(MAX_SENDS);
    expect(() => takeSends(...many, A)).toThrow('too_many_items');
  });
});

describe('lines of JSON', () => {
  const line = JSON.stringify(A);

  test('are counted before they are parsed: more than a body may hold are refused by their number', () => {
    const broken = `${line}\n${'{"message_id":\n'.repeat(600)}`;
    expect(() => take(broken)).toThrow('too_many_items');
    expect(sends.validate(sends.read(broken))).toMatchObject({
      refusal: { message: expect.stringContaining('this one holds 601') },
    });
  });

  test('are so many as are not blank', () => {
    expect(take(`${'\n \r\n'.repeat(1_000)}${line}\n${line}`).envelopes).toHaveLength(2);
  });

  test('are not JSON if the first is not, however many they are', () => {
    expect(() => take('Dear Ann,\n'.repeat(600))).toThrow(SyntaxError);
  });
});

describe('what is beside the sends', () => {
  const large = { batch: 'b1', note: 'x'.repeat(100_000) };

  test('and is large is an item of its own, and not a part of each', () => {
    const { envelopes } = take(JSON.stringify({ sends: [A, B], ...large }));
    expect(envelopes.map(({ kind, context }) => [kind, context])).toEqual([
      ['send', {}],
      ['send', {}],
      ['context', {}],
    ]);
    expect(envelopes[2]?.item).toEqual({ beside: large });
  });

  test('makes no more of the stream than was received', () => {
    const sends = Array.from({ length: MAX_SENDS }, (_, n) => ({ message_id: `wamid.${n}` }));
    const body = JSON.stringify({ sends, note: 'x'.repeat(1_000_000) });
    const bytes = take(body)
      .envelopes.flatMap(encodeEnvelope)
      .reduce((sum, { length }) => sum + length, 0);
    expect(bytes).toBeLessThan(2 * body.length);
  });

  test('is a row of its own, and the same one when it comes again', () => {
    const [, first, ...others] = take(JSON.stringify({ sends: [A], ...large })).envelopes;
    expect(others).toEqual([]);
    expect(take(JSON.stringify({ ...large, sends: [B] })).envelopes[1]?.eventKey).toBe(first?.eventKey);
    const [record = expect.unreachable()] = encodeEnvelope(first ?? expect.unreachable());
    expect(transform(record, SETTINGS).row).toMatchObject({ event_type: 'unmapped', source_event: 'context' });
  });
});

describe('the identity of a send', () => {
  const [key] = keysOf({ ...A, template: { name: 'hello', language: 'en' } });

  test('posted again it is the same, in any form and any order of members', () => {
    const again = { template: { language: 'en', name: 'hello' }, campaign_id: 'spring', message_id: 'wamid.A' };
    expect(keysOf(B, again)[1]).toBe(key);
    expect(take(JSON.stringify(again)).envelopes[0]?.eventKey).toBe(key);
  });

  test('corrected it is another one', () => {
    expect(keysOf({ ...A, template: { name: 'hello', language: 'de' } })).not.toContain(key);
  });

  test('under its own id it is the same whatever it says, for this message only', () => {
    const [first, second, other] = keysOf(
      { ...A, id: 's1' },
      { ...B, ...A, id: 's1', cost_tag: 'x' },
      { ...B, id: 's1' },
    );
    expect(second).toBe(first);
    expect(other).not.toBe(first);
    expect(keysOf({ ...A, id: 's2' })).not.toContain(first);
  });

  test('it does not depend on when it is received', () => {
    const [envelope] = takeSends(A).envelopes;
    expect(keysOf(A)).toEqual([envelope?.eventKey]);
  });
});
