import { sign, verify } from '../shared/signatures/hmac.ts';
import type { Source } from '../source.ts';
import { CREDENTIALS } from './credentials.ts';
import { handshake } from './handshake.ts';
import { normalise } from './normalise.ts';
import { read } from './read.ts';
import { split } from './split.ts';

/** WhatsApp Business Platform webhooks, from Meta itself. */
export const meta = {
  name: 'meta',
  credentials: CREDENTIALS,
  handshake,
  verify,
  sign,
  read,
  split,
  normalise,
} satisfies Source;
