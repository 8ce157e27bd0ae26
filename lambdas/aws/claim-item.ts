import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { ClaimSettings, PendingClaim, StoredClaim } from '../ingest/claim-protocol.ts';

export interface ClaimTableSettings extends ClaimSettings {
  readonly table: string;
  readonly nowMs: () => number;
}

/** A claim as an item of the table. */
export type ClaimItem = Readonly<Record<string, AttributeValue>>;

export function itemOf(eventKey: string, claim: PendingClaim) {
  return {
    event_key: { S: eventKey },
    state: { S: claim.state },
    owner: { S: claim.owner },
    lease_until: { N: String(claim.leaseUntilMs) },
    expires_at: { N: String(claim.expiresAtSeconds) },
  };
}

export function claimIn({ state, owner, lease_until, expires_at }: ClaimItem): StoredClaim {
  return {
    state: state?.S,
    owner: owner?.S,
    leaseUntilMs: numberIn(lease_until),
    expiresAtSeconds: numberIn(expires_at),
  };
}

function numberIn(attribute: AttributeValue | undefined): number | undefined {
  const value = Number(attribute?.N);
  return Number.isNaN(value) ? undefined : value;
}
