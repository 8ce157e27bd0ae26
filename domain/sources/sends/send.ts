import * as z from 'zod/mini';
import { instantOf } from '../../event/time.ts';
import { isWrittenPhone } from '../../identity/phone.ts';
import { isDeeperThan, text, withSafeIds } from '../../shared/json.ts';
import {
  TEMPLATE_CATEGORY_RULE,
  TEMPLATE_LANGUAGE_RULE,
  templateCategory,
  templateLanguage,
} from '../shared/template.ts';

/** What a button or row of a sent message may be. */
export const BUTTON_KINDS = ['quick_reply', 'url', 'call', 'flow', 'catalog', 'list_row'] as const;

/** A carousel has at most ten cards of a few buttons each, a list ten rows. */
const MAX_BUTTONS = 100;

/** A text, or a number as its text, that passes the test. */
function textThat(passes: (value: string) => boolean, rule: string) {
  const asText = z.transform((value: unknown) => text(value) ?? value);
  return z.pipe(asText, z.string(rule).check(z.refine(passes, rule)));
}

/** A text, or a number as its text, in the form that the function brings it to. */
function textAs(formOf: (written: string | null) => string | null, rule: string) {
  return z.pipe(
    z.transform((value: unknown) => formOf(text(value))),
    z.string(rule),
  );
}

function ofLength(longest: number) {
  return textThat((value) => value.length > 0 && value.length <= longest, `1 to ${longest} characters`);
}

/** As Meta's string for callback data. What breaks the grammar of names is taken and keyed (domain/personal/names.ts). */
const name = ofLength(512);
/** The vendor's ids of what belongs to the business. What has no such shape is taken and keyed. */
const vendorId = ofLength(256);
const phone = textThat(isWrittenPhone, 'a phone number, best as +<digits>');
const bsuid = textThat(
  (value) => /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/.test(value),
  'a business-scoped user id: two capital letters, a dot, letters and digits',
);
const instant = z.pipe(
  z.transform(instantOf),
  z.number('an ISO 8601 time with its offset, or seconds or milliseconds since the epoch'),
);

const POSITION = `a whole number from 1 to ${MAX_BUTTONS}`;

const buttonSchema = z.looseObject(
  {
    position: z.nullish(z.int(POSITION).check(z.minimum(1, POSITION), z.maximum(MAX_BUTTONS, POSITION))),
    kind: z.enum(BUTTON_KINDS, `one of ${BUTTON_KINDS.join(', ')}`),
    id: z.nullish(ofLength(256)),
    section: z.nullish(ofLength(256)),
  },
  'an object',
);

const sendSchema = z.looseObject(
  {
    id: z.nullish(ofLength(128)),
    message_id: ofLength(256),
    sent_at: z.nullish(instant),
    account_id: z.nullish(vendorId),
    endpoint_id: z.nullish(vendorId),
    to: z.nullish(
      z
        .looseObject({ phone: z.nullish(phone), bsuid: z.nullish(bsuid) }, 'an object with phone or bsuid')
        .check(z.refine((to) => (to.phone ?? to.bsuid) != null, 'an object with phone or bsuid')),
    ),
    campaign_id: z.nullish(name),
    template: z.nullish(
      z.looseObject(
        {
          id: z.nullish(vendorId),
          name,
          language: z.nullish(textAs(templateLanguage, TEMPLATE_LANGUAGE_RULE)),
          version: z.nullish(name),
          category: z.nullish(textAs(templateCategory, TEMPLATE_CATEGORY_RULE)),
        },
        'an object with name',
      ),
    ),
    buttons: z.nullish(
      z.pipe(
        // First, for zod compares the length of whatever has a member of that name.
        z.custom((value) => Array.isArray(value), 'a list'),
        z.array(buttonSchema).check(
          z.maxLength(MAX_BUTTONS, `at most ${MAX_BUTTONS}`),
          z.refine((buttons) => haveOwnPlaces(buttons), 'no two at the same position'),
        ),
      ),
    ),
    flow_token: z.nullish(ofLength(512)),
    experiment: z.nullish(z.looseObject({ id: z.nullish(name), arm: name }, 'an object with arm')),
    cost_tag: z.nullish(name),
  },
  'a JSON object',
);

export type Send = z.infer<typeof sendSchema>;
export type SentButton = z.infer<typeof buttonSchema>;

/** Where a button stands: as stated, else by its place in the list, from 1. */
export function positionOf(button: SentButton, index: number): number {
  return button.position ?? index + 1;
}

function haveOwnPlaces(buttons: readonly SentButton[]): boolean {
  return new Set(buttons.map(positionOf)).size === buttons.length;
}

const MAX_REASONS = 5;

/** The receiver takes bodies of at most 200 levels, and `{"sends": […]}` puts two around each send. */
const MAX_LEVELS = 198;

type ReadSend = { readonly send: Send } | { readonly reason: string };

/**
 * A send, or why it is none: each wrong member with what is allowed, never with what stood there. Receiver and transform
 * read by this, to the same end. Never throws: one send must not fail its neighbours.
 */
export function readSend(item: unknown): ReadSend {
  try {
    // First, for reading goes as deep as the send does, and the limit of bodies would refuse its neighbours with it.
    if (isDeeperThan(MAX_LEVELS, item)) return { reason: `send: at most ${MAX_LEVELS} levels of nesting` };
    return checkedSend(withSafeIds(item));
  } catch {
    return { reason: 'send: cannot be read; leave out what the table of members does not have' };
  }
}

function checkedSend(item: unknown): ReadSend {
  const parsed = z.safeParse(sendSchema, item);
  if (parsed.success) return { send: parsed.data };
  const wrong = parsed.error.issues.map(({ path, message }) => `${nameOf(path)}: ${message}`);
  return { reason: [...new Set(wrong)].slice(0, MAX_REASONS).join('; ') };
}

/** `buttons[0].kind`; a path is of our members only, for unknown ones are not looked into. */
function nameOf(path: readonly PropertyKey[]): string {
  const name = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return name === '' ? 'send' : name.replace(/^\./, '');
}
