import { describe, expect, test } from 'vitest';
import { SOURCES } from '../../../../domain/sources/registry.ts';
import { readSecretText } from '../../../../domain/sources/shared/secret-text.ts';

const delivery = {
  method: 'POST',
  url: 'https://example.com/webhooks/meta',
  body: Buffer.from('{}'),
  headers: { 'x-hub-signature-256': 'sha256=00' },
};

describe.each(SOURCES)('the secret of source $name', ({ name, credentials, verify, handshake }) => {
  const whole: Record<string, string> = { ...credentials.initial, [credentials.generated]: 'A'.repeat(48) };

  test.each(Object.keys(whole))('may lack %s, as one does that is older than the member', (member) => {
    const { [member]: _, ...older } = whole;
    const read = readSecretText(JSON.stringify(older)) ?? {};
    expect(verify(delivery, read, 0)).toMatchObject({ valid: false });
    if (handshake) expect(() => handshake({ 'hub.mode': 'subscribe', 'hub.verify_token': 'x' }, read)).not.toThrow();
  });

  test('may lack every member: then nothing is accepted', () => {
    expect(verify(delivery, readSecretText('{}') ?? {}, 0), name).toMatchObject({ valid: false });
  });
});

test('a member that is no text is as if absent', () => {
  expect(readSecretText('{"app_secret": "a", "previous_app_secret": null, "rotated": 7, "more": {}}')).toEqual({
    app_secret: 'a',
  });
});

test.each(['text', '7', 'null', '["a"]', ''])('%j is no secret', (text) => {
  expect(readSecretText(text)).toBeNull();
});
