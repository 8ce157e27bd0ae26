import type { LookupKind } from '../../../domain/identity/lookup.ts';

const OF_KIND: Readonly<Record<LookupKind, readonly string[]>> = {
  wamid: ['The id is not whole: copy all of it, with the `=` at its end.'],
  phone: [
    'It is another number without its country: write it with + and the country code.',
    'The person is known by a user id only, because Meta did not state the number: try --user-id.',
  ],
  email: ['No source of this version states e-mail addresses, so that nobody is known by one yet.'],
  user_id: [
    'It is the id in the scope of another business: each business portfolio has its own, and capitals count.',
    'The person is known by a number only, from before there were user ids: try --phone.',
  ],
};

const ALWAYS: readonly string[] = [
  'It came in the last minutes: rows arrive with the stream’s next buffer (`npx lake status`).',
  'It did not become a row (`npx lake failures`), or the setting leftOutEventTypes leaves it out.',
  'It was never received, or its rows are gone: older than what this lake keeps, or erased.',
  'Its rows were made with a version of the pepper that the secret no longer holds.',
];

/** The likely reasons for finding nothing, the likeliest first. */
export function reasonsFor(kind: LookupKind): readonly string[] {
  return [...OF_KIND[kind], ...ALWAYS];
}
