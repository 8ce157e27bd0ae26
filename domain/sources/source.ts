import type { Envelope } from '../envelope.ts';
import type { SourceRow } from '../event/row.ts';
import type { KeyParts } from '../identity/event-key.ts';
import type { KeyRing } from '../identity/key-ring.ts';

/** One vendor. Adding one is a file with this shape, a fixture folder, and a line in `registry.ts`. */
export interface Source {
  /** As in the route: `/webhooks/<name>`. */
  readonly name: string;
  /** The members of the source's secret. */
  readonly credentials: CredentialsTemplate;
  /** Answers the vendor's check of the URL; absent where the vendor makes none. */
  readonly handshake?: (query: Readonly<Record<string, string>>, credentials: Credentials) => Handshake;
  /** Whether the delivery is the vendor's own, by the bytes as received. */
  readonly verify: (delivery: Delivery, credentials: Credentials) => Verification;
  /** Signs a body as the vendor would, for the `lake` command and the tests. Lower-case header names. */
  readonly sign: (body: Buffer, credentials: Credentials) => Readonly<Record<string, string>>;
  /** Receiver's step: cuts a document into items and names each one's key, without understanding them. */
  readonly split: (document: unknown) => readonly SplitItem[];
  /** Transform's step: what the item means. Throws ItemFailure. */
  readonly normalise: (envelope: Envelope, ring: KeyRing) => NormalisedItem;
}

export interface CredentialsTemplate {
  /** Members with their first value; an empty one is for the operator to fill. */
  readonly initial: Readonly<Record<string, string>>;
  /** The member that is generated at random when the stack is made. */
  readonly generated: string;
}

export type Credentials = Readonly<Record<string, string>>;

export interface Delivery {
  readonly body: Buffer;
  /** Lower-case names, as API Gateway gives them. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export type Handshake = { readonly accepted: true; readonly challenge: string } | { readonly accepted: false };

export type Verification =
  /** `credential` says which secret matched, so that one sees when the previous one is no longer used. */
  | { readonly valid: true; readonly credential: 'current' | 'previous' }
  | { readonly valid: false; readonly reason: 'missing_signature' | 'wrong_signature' | 'no_secret_set' };

export interface SplitItem {
  readonly kind: string;
  readonly keyParts: KeyParts;
  /**
   * False where neither an id nor a time tells one event from a later one that says the same: such items are the same
   * event within a minute of receipt, and another one after it.
   */
  readonly isDated: boolean;
  readonly context: Readonly<Record<string, unknown>>;
  readonly item: unknown;
}

export interface NormalisedItem {
  readonly row: SourceRow;
  /** The vendor's own time of the event in milliseconds since the epoch; null where it states none. */
  readonly eventAtMs: number | null;
}
