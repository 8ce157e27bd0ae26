import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { consoleCommand, consoleText } from '../../bin/cli/console.ts';
import { deliverCommand } from '../../bin/cli/deliver.ts';
import { replayCommand } from '../../bin/cli/replay.ts';
import { requireSource } from '../../bin/cli/sources.ts';
import { columnsPage } from '../../bin/docs/dictionaries.ts';
import { fixturesOf } from '../../bin/docs/fixtures.ts';
import { knownPathsOf } from '../../bin/docs/known-paths.ts';
import { encodeEnvelope } from '../../domain/event/envelope.ts';
import { toEnvelopes } from '../../domain/sources/envelopes.ts';
import { SOURCES } from '../../domain/sources/registry.ts';
import { transformOf } from '../../domain/transform.ts';
import { receive } from '../../lambdas/receiver/receive.ts';
import { RECEIPT, SETTINGS } from '../domain/pipeline.ts';
import { expectedOf, goldenOf } from '../domain/sources/golden.ts';
import { httpEvent, recordedPorts } from '../lambdas/receiver/delivery.ts';
import { testStack } from '../lib/template.ts';
import { toy } from './toy.ts';

/** A file (toy.ts), a folder of fixtures, and this line of the registry are all that a vendor needs. */
const WITH_TOY = [...SOURCES, toy];
const FIXTURES = fixturesOf([toy], join(import.meta.dirname, 'fixtures'));
const [REACHED] = FIXTURES;
const NAMES = SOURCES.map(({ name }) => name);

describe('a vendor of one file, one folder of fixtures and one line of the registry', () => {
  test('is in the docs: as a value of `source`, and with the paths of its payloads', () => {
    expect(columnsPage(WITH_TOY)).toContain(
      `Values of \`source\`: ${[...NAMES, 'toy', 'lake'].map((name) => `\`${name}\``).join(', ')}.`,
    );
    expect(knownPathsOf(FIXTURES)).toEqual({
      'toy.messages.status': ['Body string', '<member> string', 'MessageStatus string'].sort(),
    });
  });

  test.each([
    ['deliver', deliverCommand(WITH_TOY), `${NAMES.join(', ')}, or toy`],
    ['console', consoleCommand(WITH_TOY), `${NAMES.join(', ')}, or toy`],
    ['replay', replayCommand(WITH_TOY), `${NAMES.join(', ')}, toy, lake`],
  ])('is in the help of lake %s', (_name, command, names) => {
    expect(command.helpInformation().replace(/\s+/g, ' ')).toContain(names);
  });

  test('is a source to the commands, and unknown without its line', () => {
    expect(requireSource('toy', WITH_TOY)).toBe(toy);
    expect(() => requireSource('toy')).toThrow(`There is no source "toy". The sources are: ${NAMES.join(', ')}.`);
  });

  test('is in the console’s text, with its own secret', () => {
    const places = { url: 'https://example.com/webhooks/toy', secretArn: 'arn:toy' };
    expect(consoleText(toy, {}, places)).toBe(
      'Callback URL: https://example.com/webhooks/toy\n' +
        'Store the vendor’s auth token here: npx lake console toy --set (in the secret arn:toy)\n',
    );
  });

  test.each(FIXTURES)('is run by its golden pair $name', ({ text, expectedPath }) => {
    const golden = goldenOf(toy, text, transformOf(WITH_TOY));
    expect(golden).toEqual(expectedOf(expectedPath, golden));
  });

  test('has golden rows of a form as of JSON', () => {
    const form = 'MessageId=toy-message-2&MessageStatus=sent&To=%2B15550100001';
    const row = expect.objectContaining({ message_key: 'message(toy-message-2)', phone_key: 'phone(15550100001)' });
    expect(goldenOf(toy, form, transformOf(WITH_TOY))).toEqual([expect.objectContaining({ row })]);
  });

  test('has its payload cleaned by its own words and members', () => {
    const document = JSON.parse(REACHED?.text ?? '');
    const [record] = toEnvelopes(toy, document, RECEIPT).flatMap(encodeEnvelope);
    const { row } = transformOf(WITH_TOY)(record ?? Buffer.alloc(0), SETTINGS);
    expect(row.payload).toContain('"MessageStatus":"Handset_Reached","<member 2>":"<text 12>","Body":"<text 9>"');
  });
});

describe('its stack', () => {
  const { template, ofType } = testStack({}, WITH_TOY);

  test('has its route', () => {
    const routes = Object.values(ofType('AWS::ApiGatewayV2::Route')).map(({ Properties }) => Properties.RouteKey);
    expect(routes).toContain('POST /webhooks/toy');
    expect(routes).not.toContain('GET /webhooks/toy');
  });

  test('has its secret, which the receiver is given', () => {
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: {
        GenerateStringKey: 'url_token',
        SecretStringTemplate: JSON.stringify(toy.credentials.initial),
      },
    });
    expect(JSON.stringify(ofType('AWS::Lambda::Function'))).toContain('\\"toy\\":\\"');
  });

  test('has its outputs', () => {
    const outputs = Object.keys(template.toJSON().Outputs);
    expect(outputs).toEqual(expect.arrayContaining(['ToyWebhookUrl', 'ToySecretArn', 'ToyConsoleCommand']));
  });
});

describe('its deliveries come in by the public URL that it signs', () => {
  const publicBaseUrl = 'https://hooks.example.com/lake';
  const url = `${publicBaseUrl}/webhooks/toy?account=1&account=2`;
  const credentials = { auth_token: 'an invented token' };
  const body = 'MessageId=toy-message-2&MessageStatus=sent&To=%2B15550100001';
  const event = httpEvent({
    routeKey: 'POST /webhooks/toy',
    rawPath: '/webhooks/toy',
    rawQueryString: 'account=1&account=2',
    headers: toy.sign(Buffer.from(body), credentials, { id: 'a', nowMs: 0, url }),
    body,
  });

  test.each([
    ['taken', publicBaseUrl, 200],
    ['refused where the stack is called by another name', '', 401],
  ])('%s', async (_name, base, statusCode) => {
    const { ports, ingested } = recordedPorts({
      source: (name) => WITH_TOY.find((source) => source.name === name),
      credentials: async () => credentials,
      publicBaseUrl: base,
    });
    expect((await receive(event, ports)).statusCode).toBe(statusCode);
    expect(ingested.flat().map(({ source, kind }) => `${source}.${kind}`)).toEqual(
      statusCode === 200 ? ['toy.status'] : [],
    );
  });
});
