import * as z from 'zod/mini';
import { LOOKUP_KINDS, type LookupKind } from '../identity/lookup.ts';

/** No id, number or address is longer: a wamid has some 60 characters, an address 254 at most (RFC 5321). */
const MAX_VALUE_CHARACTERS = 1_000;

const requestSchema = z.object({
  kind: z.enum(LOOKUP_KINDS),
  value: z.string().check(z.minLength(1), z.maxLength(MAX_VALUE_CHARACTERS)),
});

/** What the find function is asked for. The value is personal data: it is in no answer, error or log. */
export interface FindRequest {
  readonly kind: LookupKind;
  readonly value: string;
}

/** @throws Error that says what a request is, and quotes nothing of the one it was given. */
export function readFindRequest(event: unknown): FindRequest {
  const parsed = z.safeParse(requestSchema, event);
  if (parsed.success) return parsed.data;
  throw new Error(
    `A request to find must be {"kind", "value"}: kind one of ${LOOKUP_KINDS.join(', ')}, ` +
      `value a text of 1 to ${MAX_VALUE_CHARACTERS} characters.`,
  );
}

/** The keys that rows carry for the value; none where the value has not the form of its kind. */
export const findAnswerSchema = z.object({
  keys: z.array(z.object({ key: z.string(), alias: z.string(), readIn: z.nullable(z.string()) })),
});
export type FindAnswer = z.infer<typeof findAnswerSchema>;
