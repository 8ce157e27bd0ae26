import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ItemFailure } from '../../../../domain/event/failure.ts';
import { pathsOf, type ReadableRow, replaced, sourcePartOf, sourceRowsOf, textsIn } from './fields.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/meta');

const CASES = [
  'user-action-link-clicked',
  'user-action-of-unknown-kind',
  'user-preferences-stop-and-resume',
  'user-preferences-of-unknown-words',
  'automatic-event-purchase',
  'automatic-event-lead-and-unknown',
  'call-from-a-contact',
  'call-ended',
  'call-failed-with-a-user-id-only',
  'call-created-without-direction',
  'call-statuses',
  'call-errors-alone',
  'template-statuses',
  'template-quality',
  'template-category-done-and-impending',
  'template-components',
  'phone-number-quality',
  'phone-number-name',
  'business-capability',
  'account-review',
  'account-settings',
  'security-pin-changed',
  'partner-solution',
  'account-alerts',
  'payment-configuration',
  'business-username',
  'account-update-of-every-event',
  'account-update-partner-added-names-only-the-portfolio',
  'management-fields-without-their-members',
  'error-of-the-account-without-a-code',
  'flow-events',
  'group-lifecycle',
  'group-participants',
  'group-settings-and-status',
  'user-preferences-signup',
  'account-update-of-events-documented-elsewhere',
  'business-status',
  'template-category-detected',
  'messaging-handovers',
  'contacts-without-messages',
  'group-participants-in-other-spellings',
  'call-recordings-and-outcomes-in-small-letters',
];

function fixture(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

describe('an event of a field beside messages becomes the row beside it', () => {
  test.each(CASES)('%s', (name) => {
    const expected: readonly { readonly row: ReadableRow }[] = JSON.parse(fixture(`${name}.expected.json`));
    expect(sourceRowsOf(fixture(`${name}.json`))).toEqual(expected.map(({ row }) => sourcePartOf(row)));
  });
});

/** The invented values in the fixtures that take the place of a person's name, number, address or words. */
const PERSONAL = /Ada|Bo Ex|1555010|555-010|@|US\.1349|BR\.|wamid|wacid|adashop|^Y2Fwa|Prose|\s.*\s/;

describe('nothing of a person, and no sentence, reaches a row', () => {
  test.each(CASES)('%s', (name) => {
    const texts = sourceRowsOf(fixture(`${name}.json`))
      .flatMap(textsIn)
      .filter((text) => !/^(phone|bsuid|parent_bsuid|username|message|call|group|click|word|id|name)\(/.test(text));
    for (const text of texts) expect(text).not.toMatch(PERSONAL);
  });
});

/** Each of these in place of each value: columns may be NULL or the event unmapped, and nothing else goes wrong. */
const STRANGE: readonly unknown[] = [null, true, -1, 1e300, '', '__proto__', 'constructor', [], [[]], {}, [{ a: [1] }]];

function failureOf(documentText: string): unknown {
  try {
    sourceRowsOf(documentText);
    return null;
  } catch (error) {
    return error instanceof ItemFailure ? null : error;
  }
}

describe('no value in any place makes a mapping fail', () => {
  test.each(CASES)('%s', (name) => {
    const document: unknown = JSON.parse(fixture(`${name}.json`));
    for (const path of pathsOf(document)) {
      for (const strange of STRANGE) {
        const mutated = JSON.stringify(replaced(document, path, strange));
        expect(failureOf(mutated), `${path.join('.')} = ${JSON.stringify(strange)}`).toBeNull();
      }
    }
  });
});
