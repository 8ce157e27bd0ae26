import type { Envelope } from '../event/envelope.ts';
import type { RowDraft } from '../event/row.ts';
import type { KeyParts } from '../identity/event-key.ts';
import type { PseudonymKeys } from '../identity/pseudonym-keys.ts';
import type { OwnVocabulary } from '../payload/vocabulary.ts';

/**
 * One vendor. Adding one is a file of this shape in `vendors/`, a folder of fixtures of its name, and a line in
 * `registry.ts`; CONTRIBUTING.md has the steps.
 */
export interface Source {
  /** As in the route: `/webhooks/<name>`. */
  readonly name: string;
  /** Every kind of item that `split` makes. */
  readonly kinds: readonly string[];
  /** The words and members of its documents beside the platform's; absent where it has none. */
  readonly vocabulary?: OwnVocabulary;
  /** The members of the source's secret. */
  readonly credentials: CredentialsTemplate;
  /** Answers the vendor's check of the URL; absent where the vendor makes none. */
  readonly verifyCallback?: (query: Readonly<Record<string, string>>, credentials: Credentials) => CallbackVerification;
  /**
   * Whether the delivery is the vendor's own, by the bytes as received. `nowMs` is the time of receipt in milliseconds
   * since the epoch, for vendors that sign the time of the attempt.
   */
  readonly verify: (delivery: Delivery, credentials: Credentials, nowMs: number) => Verification;
  /** Signs a body as the vendor would, for the `lake` command and the tests. Lower-case header names. */
  readonly sign: (body: Buffer, credentials: Credentials, attempt: Attempt) => Readonly<Record<string, string>>;
  /** Reads a body's text; absent where it is one JSON value. Throws SyntaxError for a text of no form it takes. */
  readonly read?: (text: string) => unknown;
  /**
   * Sets apart what the source's own rules refuse, before the delivery is split; absent where the vendor does not hear
   * of single items. What is set apart is not stored: the answer says which and why.
   */
  readonly validate?: (delivery: unknown) => ValidationResult;
  /** Receiver's step: cuts a delivery into items and names each one's key, without understanding them. */
  readonly split: (delivery: unknown) => readonly Item[];
  /** Transform's step: what the item means. Throws ItemFailure. */
  readonly normalise: (envelope: Envelope, settings: NormaliseSettings) => NormalisedRow;
}

/** Fields with a person's words that the settings may let through, one by one; none does by default. */
export const RELEASABLE_FIELDS = ['message_text', 'caption', 'file_name', 'profile_name', 'button_title'] as const;
export type ReleasableField = (typeof RELEASABLE_FIELDS)[number];

export interface NormaliseSettings {
  readonly keys: PseudonymKeys;
  /** ISO 3166-1 alpha-2: in which country a number without its country code is read. */
  readonly defaultCountry: string | null;
  readonly releasedFields: ReadonlySet<ReleasableField>;
}

export interface CredentialsTemplate {
  /** Members with their first value; an empty one is for the operator to fill. */
  readonly initial: Readonly<Record<string, string>>;
  /** The member that is generated at random when the stack is made. */
  readonly generated: string;
}

export type Credentials = Readonly<Record<string, string>>;

export interface Delivery {
  /** In capitals: `POST`. */
  readonly method: string;
  /** The public URL that the vendor called, with its query as it was written: some vendors sign it. */
  readonly url: string;
  readonly body: Buffer;
  /** Lower-case names, as API Gateway gives them. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** What is signed beside the body where the vendor signs more than that. */
export interface Attempt {
  /** The delivery's id: the same in each attempt to deliver it. */
  readonly id: string;
  /** The time of the attempt, in milliseconds since the epoch. */
  readonly nowMs: number;
  /** The public URL that is posted to. */
  readonly url: string;
}

export type ValidationResult =
  /** `delivery` is what is left, in a form that `split` takes. */
  | { readonly delivery: unknown; readonly rejected: readonly RejectedItem[] }
  /** The delivery is refused as a whole. */
  | { readonly refusal: { readonly error: string; readonly message: string } };

export interface RejectedItem {
  /** Place among the delivery's items, from 0. */
  readonly index: number;
  /** Which member is wrong and what is allowed; never what stood there. */
  readonly reason: string;
}

export type CallbackVerification =
  | { readonly accepted: true; readonly challenge: string }
  | { readonly accepted: false };

export type Verification =
  /** `credential` says which secret matched, so that one sees when the previous one is no longer used. */
  | { readonly valid: true; readonly credential: 'current' | 'previous' }
  | { readonly valid: false; readonly reason: RefusedSignature };

/** `stale_timestamp`: the signed time of the attempt is too far from the time of receipt. */
export type RefusedSignature = 'missing_signature' | 'wrong_signature' | 'stale_timestamp' | 'no_secret_set';

export interface Item {
  readonly kind: string;
  readonly keyParts: KeyParts;
  /**
   * False where neither an id nor a time distinguishes one event from a later one with the same content: the delivery that the
   * item came in is part of its key then.
   */
  readonly isDated: boolean;
  readonly context: Readonly<Record<string, unknown>>;
  readonly item: unknown;
}

export interface NormalisedRow {
  readonly row: RowDraft;
  /** The vendor's own time of the event in milliseconds since the epoch; null where it states none. */
  readonly eventAtMs: number | null;
}
