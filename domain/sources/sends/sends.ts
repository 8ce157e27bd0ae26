import { standardWebhooks } from '../shared/signatures/standard-webhooks.ts';
import type { Source } from '../source.ts';
import { read, validate } from './batch.ts';
import { CREDENTIALS } from './credentials.ts';
import { normalise } from './normalise.ts';
import { KINDS, split } from './split.ts';

/** What the business sent, reported by the business itself: Meta's statuses name neither campaign nor template. */
export const sends = {
  name: 'sends',
  kinds: KINDS,
  vocabulary: { writtenBy: 'business' },
  credentials: CREDENTIALS,
  ...standardWebhooks({ source: 'sends', member: 'signing_secret' }),
  read,
  validate,
  split,
  normalise,
} satisfies Source;
