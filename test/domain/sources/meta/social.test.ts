import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toEnvelopes as seal } from '../../../../domain/sources/envelopes.ts';
import { meta } from '../../../../domain/sources/meta/meta.ts';
import { deliveryOfSocial } from '../../../../domain/sources/meta/social.ts';
import { EVENT_KEY_SECRET, RECEIVED_AT_MS, toEnvelopes } from '../../pipeline.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/documented');
const DOCUMENTS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const);

/** As in the service's guide, with invented ids. */
function messageAround(entryText: string) {
  return {
    context: {
      MetaWabaIds: [{ wabaId: '1000', arn: 'arn:aws:social-messaging:eu-west-1:123456789012:waba/1' }],
      MetaPhoneNumberIds: [
        { metaPhoneNumberId: '2000', arn: 'arn:aws:social-messaging:eu-west-1:123456789012:phone-number-id/1' },
      ],
    },
    whatsAppWebhookEntry: entryText,
    aws_account_id: '123456789012',
    message_timestamp: '2026-11-20T12:00:00.000Z',
    messageId: '00000000-0000-4000-8000-000000000000',
  };
}

function bySocial(entryText: string) {
  return seal(meta, deliveryOfSocial(messageAround(entryText)), {
    eventKeySecret: EVENT_KEY_SECRET,
    receivedAtMs: RECEIVED_AT_MS,
    deliveryId: 'delivery-1',
    apiVersion: 'v26.0',
  });
}

describe('an event that comes by AWS is the same as by webhook', () => {
  test.each(DOCUMENTS)('%s', (_name, text) => {
    const { entry }: { entry: readonly unknown[] } = JSON.parse(text);
    const bothWays = entry.flatMap((one) => bySocial(JSON.stringify(one)));
    expect(bothWays).toEqual(toEnvelopes(text));
    expect(bothWays.length).toBeGreaterThan(0);
  });

  test('numbers too long for a double keep their digits', () => {
    const entry = '{"id":"1","changes":[{"field":"x","value":{"message_template_id":12345678901234567890}}]}';
    expect(JSON.stringify(deliveryOfSocial(messageAround(entry)))).toContain('12345678901234567890');
  });
});

describe('what is no message of the service is none', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'text'],
    ['a message without an entry', { context: {} }],
    ['an entry that is not text', { whatsAppWebhookEntry: { changes: [] } }],
    ['an entry that is no JSON', messageAround('{"changes":')],
    ['an entry that is a list', messageAround('[]')],
    ['an entry without changes', messageAround('{"id":"1000"}')],
    ['an inherited entry', Object.create(messageAround('{"changes":[]}'))],
  ])('%s', (_name, message) => {
    expect(deliveryOfSocial(message)).toBeNull();
  });
});
