import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { documentedSettings } from '../../bin/docs/settings.ts';
import { readSettings, settingsSchema } from '../../lib/settings.ts';

test('every setting has a default', () => {
  const settings = readSettings(undefined);
  expect(Object.keys(settings).toSorted()).toEqual(Object.keys(settingsSchema.shape).toSorted());
  for (const [name, value] of Object.entries(settings)) expect(value, name).toBeDefined();
});

describe('each setting is documented', () => {
  const documented = documentedSettings();

  test('in the order of the schema, without a gap', () => {
    expect(documented.map(({ name }) => name)).toEqual(Object.keys(settingsSchema.shape));
  });

  test.each(documented)('$name with its meaning and its real default', ({ name, meaning, documentedDefault }) => {
    expect(meaning).toMatch(/^[A-Z].+\.$/);
    const defaults = new Map<string, unknown>(Object.entries(readSettings({})));
    // A default that is the value of another setting names that setting.
    const value = defaults.get(documentedDefault) ?? JSON.parse(documentedDefault.replaceAll("'", '"'));
    expect(value).toEqual(defaults.get(name));
  });

  test.each(numbersOf(settingsSchema))('$name with its bounds, $minimum to $maximum', ({ name, minimum, maximum }) => {
    const { meaning = '' } = documented.find((one) => one.name === name) ?? {};
    // A minimum of 0 often switches a setting off: its meaning is stated apart from the range.
    expect(meaning).toContain(` to ${maximum.toLocaleString('en')}`);
    expect(meaning).toMatch(new RegExp(`\\b(${minimum.toLocaleString('en')}|0: .+|0)\\b`));
  });
});

/** The settings that are numbers with bounds. */
function numbersOf(schema: typeof settingsSchema) {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).flatMap(([name, property]) => {
    const { minimum, maximum } = Object(property);
    return typeof minimum === 'number' && typeof maximum === 'number' ? [{ name, minimum, maximum }] : [];
  });
}

test('a given setting is used, the others keep their defaults', () => {
  expect(readSettings({ bufferSeconds: 60 })).toEqual({ ...readSettings({}), bufferSeconds: 60 });
});

describe('each setting is accepted at its bounds and rejected beyond', () => {
  test.each([
    ['bufferSeconds', 60, 900],
    ['refreshMinutes', 5, 1_440],
    ['throttleRate', 0, 10_000],
    ['throttleBurst', 0, 5_000],
    ['receiverMemoryMiB', 128, 10_240],
    ['receiverConcurrency', 0, 10_000],
    ['transformConcurrency', 0, 10_000],
    ['accountConcurrency', 10, 100_000],
    ['transformRetries', 1, 300],
    ['noTrafficHours', 0, 168],
    ['unmappedAlarmPercent', 0, 100],
    ['driftAlarmPercent', 0, 100],
    ['duplicatesAlarmPercent', 0, 100],
    ['duplicatesAlarmMinPercent', 0, 100],
    ['claimWritesPerSecond', 100, 40_000],
    ['receiverTimeoutSeconds', 5, 29],
    ['claimTtlDays', 8, 60],
    ['replayRecordsPerRun', 100, 100_000],
    ['replayConcurrency', 1, 1_000],
    ['replayToleratedFailurePercentage', 0, 100],
    ['rawRetentionDays', 1, 400],
    ['sealIntervalMinutes', 1, 60],
    ['compactionOpenDays', 1, 35],
    ['compactionDaysPerRun', 1, 31],
    ['supersededRetentionDays', 7, 400],
    ['reportRetentionDays', 1, 400],
    ['scanLimitGiB', 1, 10_000],
    ['secretCacheSeconds', 30, 3_600],
    ['reportingDays', 7, 3_650],
  ])('%s from %d to %d', (name, least, most) => {
    expect(readSettings({ [name]: least })).toHaveProperty(name, least);
    expect(readSettings({ [name]: most })).toHaveProperty(name, most);
    expect(() => readSettings({ [name]: least - 1 })).toThrow(
      new RegExp(`${name}: .*${least}.*given: ${least - 1}\\)`),
    );
    expect(() => readSettings({ [name]: most + 1 })).toThrow(new RegExp(`${name}: .*${most}.*given: ${most + 1}\\)`));
  });
});

describe('failed records are kept no longer than raw payloads', () => {
  test('and as long by default', () => {
    expect(readSettings({ rawRetentionDays: 7 })).toHaveProperty('failedRetentionDays', 7);
    expect(readSettings({ rawRetentionDays: 7, failedRetentionDays: 7 })).toHaveProperty('failedRetentionDays', 7);
    expect(readSettings({ failedRetentionDays: 1 })).toHaveProperty('failedRetentionDays', 1);
  });

  test('otherwise the error has both values', () => {
    const message = /failedRetentionDays: .*at most rawRetentionDays, which is 30.*given: 31\)/;
    expect(() => readSettings({ failedRetentionDays: 31 })).toThrow(message);
    expect(() => readSettings({ failedRetentionDays: 0 })).toThrow(/failedRetentionDays: .*1.*given: 0\)/);
  });
});

describe('an invalid value is rejected with the name of the setting and the value', () => {
  test.each([
    ['stackName', '1Lake', /stackName: .*given: "1Lake"/],
    ['stackName', '', /stackName: /],
    ['database', 'Lake', /database: .*given: "Lake"/],
    ['apiVersion', '26', /apiVersion: .*given: "26"/],
    ['logRetentionDays', 31, /logRetentionDays: .*given: 31/],
    ['reportingTimeZone', 'IST', /reportingTimeZone: a time zone of the IANA database.*given: "IST"/],
    ['reportingTimeZone', 'Asia/Nowhere', /reportingTimeZone: .*given: "Asia\/Nowhere"/],
    ['billingTimeZone', '+05:30', /billingTimeZone: .*given: "\+05:30"/],
    ['billingCurrency', 'inr', /billingCurrency: .*given: "inr"/],
    ['bufferSeconds', '60', /bufferSeconds: .*number.*given: "60"/],
    ['bufferSeconds', 60.5, /bufferSeconds: .*int.*given: 60\.5/],
    ['bufferSeconds', null, /bufferSeconds: .*given: null/],
  ])('%s = %j', (name, value, message) => {
    expect(() => readSettings({ [name]: value })).toThrow(message);
  });

  test('with the allowed values, if they are few', () => {
    expect(() => readSettings({ logRetentionDays: 31 })).toThrow(/7.*30.*90.*365/);
  });
});

describe('the event types to leave out', () => {
  test('may be types and families of the dictionary', () => {
    const leftOutEventTypes = ['reaction_added', 'account', 'unmapped'];
    expect(readSettings({ leftOutEventTypes })).toHaveProperty('leftOutEventTypes', leftOutEventTypes);
  });

  test('are empty by default', () => {
    expect(readSettings({}).leftOutEventTypes).toEqual([]);
  });

  test.each([
    [['account', 'message_read'], /leftOutEventTypes\.1: `message_read` cannot be left out: .*given: "message_read"\)/],
    [['messaging'], /leftOutEventTypes\.0: .*`messaging`.*the families engagement.*given: "messaging"\)/],
    [['reaction'], /leftOutEventTypes\.0: .*`reaction`.*reaction_added.*given: "reaction"\)/],
    [[7], /leftOutEventTypes\.0: .*string.*given: 7\)/],
    ['account', /leftOutEventTypes: .*array.*given: "account"\)/],
  ])('%j is rejected with the reason', (leftOutEventTypes, message) => {
    expect(() => readSettings({ leftOutEventTypes })).toThrow(message);
  });
});

describe('the public base URL', () => {
  test.each(['', 'https://hooks.example.com', 'https://example.com/lake'])('may be %j', (publicBaseUrl) => {
    expect(readSettings({ publicBaseUrl })).toHaveProperty('publicBaseUrl', publicBaseUrl);
  });

  test.each(['http://example.com', 'https://example.com/', 'https://example.com?a=1'])(
    'is rejected if it is %j',
    (url) => {
      expect(() => readSettings({ publicBaseUrl: url })).toThrow(
        /publicBaseUrl: must be empty or like https:.*given: "http/,
      );
    },
  );
});

test.each(['UTC', 'Asia/Kolkata', 'America/Sao_Paulo', 'Africa/Lagos'])('the time zone %s is accepted', (zone) => {
  expect(readSettings({ reportingTimeZone: zone, billingTimeZone: zone })).toMatchObject({ reportingTimeZone: zone });
});

test('an unknown setting is rejected, and the error lists all settings', () => {
  expect(() => readSettings({ bufferSecs: 60 })).toThrow(/bufferSecs.*the settings are stackName.*bufferSeconds/);
});

test('one error names every invalid setting', () => {
  expect(() => readSettings({ bufferSeconds: 1, throttleRate: -1 })).toThrow(/bufferSeconds.*throttleRate/s);
});

test('input that is not an object is rejected', () => {
  for (const input of ['text', 7, []]) expect(() => readSettings(input)).toThrow(/"eventLake" holds settings/);
});

// The command line passes context as text, as with the documented `cdk synth -c eventLake='{"bufferSeconds": 60}'`.
test('settings may be JSON text, as the command line passes them', () => {
  expect(readSettings('{"bufferSeconds": 60}').bufferSeconds).toBe(60);
});
