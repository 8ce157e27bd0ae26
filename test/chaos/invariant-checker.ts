import type { Envelope } from '../../domain/event/envelope.ts';
import type { IngestOutcome } from '../../lambdas/ingest/ingest.ts';
import type { ClaimsWatch } from './claims-model.ts';
import type { Item } from './expression.ts';
import type { Fault } from './fault-profile.ts';
import type { Invocation } from './invocation.ts';
import type { StreamWatch } from './stream-model.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The rules of the protocol, by what breaks them. */
export const RULES = {
  lost: 'an acknowledged item is not on the stream',
  'done too early': 'a claim is done whose item, or one of whose items, is not on the stream',
  'confirm undone': 'a claim that was done and has not expired was taken back',
  'lease broken': 'a claim was taken from its owner before its lease ended',
  'expiry ignored': 'a claim past its end, not swept yet, was held for valid',
  doubled: 'the stream has more copies of an item than the faults that befell it explain',
  'counted twice': 'an item has not one event key, or a key not one item',
  stuck: 'a delivery is not acknowledged though the faults have stopped',
  'too late': 'a run with no trouble but the stream’s did not answer within its time limit',
  'not released': 'a run with no trouble but the stream’s asked for a retry, and still holds a claim',
  miscounted: 'an answer does not account for each item of its delivery',
} as const;

export type Rule = keyof typeof RULES;

/** Situations that schedules are there to bring about; the tests see to it that they do. */
export type Sight =
  | Fault
  | 'a run that was ended at its time limit'
  | 'a put that was given up at the deadline'
  | 'a call carried out after its sender died'
  | 'a concurrent duplicate that was not done in time'
  | 'a delivery of several slices'
  | 'a delivery that ran out of time between slices'
  | 'a slice that was passed over'
  | 'a slice that another run had not ended'
  | 'a dead owner’s claim taken over'
  | 'a living owner’s claim taken over'
  | 'a first owner’s confirm refused'
  | 'a first owner’s release refused'
  | 'a claim that expired and was not swept'
  | 'a claim that expired and was swept';

export interface Violation {
  readonly rule: Rule;
  /** An event key, an item, a delivery or a run. */
  readonly subject: string;
  readonly detail: string;
}

/** Who sent a command to the claims, and when: the SDK's later attempts repeat the first. */
export interface Sender {
  readonly invocation: Invocation;
  readonly sentMs: number;
}

interface Claim {
  readonly by: Invocation;
  readonly sentMs: number;
}

/** Clocks differ by less than this. */
const SLACK_MS = 1_000;

/** Watches the claims and the stream, and writes down what breaks a rule. Knows nothing of the code under test. */
export class InvariantChecker implements ClaimsWatch<Sender>, StreamWatch {
  readonly violations: Violation[] = [];
  /** How many copies of each event key are on the stream. */
  readonly copies = new Map<string, number>();
  /** What the schedule has shown. */
  readonly seen = new Set<Sight>();
  /** For each event key, what may have brought a second copy of it; one reason for one copy. */
  private readonly excuses = new Map<string, string[]>();
  /** The items that a claim on a slice stands for. */
  private readonly itemsOfSlice = new Map<string, readonly string[]>();
  private readonly holders = new Map<string, Claim>();
  private readonly keysByItem = new Map<string, Set<string>>();
  private readonly time: VirtualTime;
  private readonly leaseMs: number;
  private readonly onBreak: (violation: Violation) => void;

  constructor(time: VirtualTime, leaseMs: number, onBreak: (violation: Violation) => void = () => {}) {
    this.time = time;
    this.leaseMs = leaseMs;
    this.onBreak = onBreak;
  }

  saw(sight: Sight): void {
    this.seen.add(sight);
  }

  break(rule: Rule, subject: string, detail = ''): void {
    const violation = { rule, subject, detail };
    this.violations.push(violation);
    this.onBreak(violation);
  }

  excuse(eventKey: string, why: string): void {
    const known = this.excuses.get(eventKey);
    if (known === undefined) this.excuses.set(eventKey, [why]);
    else known.push(why);
  }

  learnSlice(sliceKey: string, eventKeys: readonly string[]): void {
    this.saw('a delivery of several slices');
    this.itemsOfSlice.set(sliceKey, eventKeys);
  }

  landed({ eventKey, item }: Envelope): void {
    this.copies.set(eventKey, (this.copies.get(eventKey) ?? 0) + 1);
    const id = idOf(item);
    this.keysByItem.set(id, (this.keysByItem.get(id) ?? new Set()).add(eventKey));
  }

  refused(step: 'claim' | 'confirm' | 'release', eventKey: string, holder: Item, { sentMs }: Sender): void {
    if (step === 'confirm') this.saw('a first owner’s confirm refused');
    if (step === 'release') this.saw('a first owner’s release refused');
    if (step === 'claim' && isExpired(holder, sentMs - SLACK_MS)) this.break('expiry ignored', eventKey);
    if (step === 'claim' && this.itemsOfSlice.has(eventKey))
      this.saw(isDone(holder) ? 'a slice that was passed over' : 'a slice that another run had not ended');
  }

  changed(eventKey: string, before: Item | undefined, after: Item | undefined, sender: Sender): void {
    const { invocation } = sender;
    const holder = this.holders.get(eventKey);
    const expired = before !== undefined && isExpired(before, sender.sentMs + SLACK_MS);
    if (isDone(after) && !this.isStored(eventKey)) this.break('done too early', eventKey);
    if (isDone(before) && !isDone(after) && !expired) this.break('confirm undone', eventKey);
    if (isPending(before) && holder !== undefined && holder.by !== invocation && !expired) {
      const isOnLease = this.time.nowMs < holder.sentMs + this.leaseMs - SLACK_MS;
      if (isOnLease) this.break('lease broken', eventKey);
      else if (isPending(after)) this.takenOver(eventKey, holder);
    }
    if (isPending(after) && expired) this.excuse(eventKey, 'its claim expired');
    if (isPending(after)) this.holders.set(eventKey, { by: invocation, sentMs: sender.sentMs });
    if (isDone(after)) invocation.unconfirmed.delete(eventKey);
  }

  private isStored(eventKey: string): boolean {
    return (this.itemsOfSlice.get(eventKey) ?? [eventKey]).every((key) => this.copies.has(key));
  }

  private takenOver(eventKey: string, { by }: Claim): void {
    this.saw(by.isOver ? 'a dead owner’s claim taken over' : 'a living owner’s claim taken over');
    if (!by.isOver) this.excuse(eventKey, 'its owner outlived its lease');
  }

  /** A process that ends between its put and its confirm leaves its items to be put again. */
  died(invocation: Invocation): void {
    for (const eventKey of invocation.unconfirmed) this.excuse(eventKey, 'its owner died before it confirmed');
  }

  acknowledged(itemIds: readonly string[], by: string): void {
    for (const id of itemIds) if (!this.keysByItem.has(id)) this.break('lost', id, `acknowledged by ${by}`);
  }

  /** Each item of a delivery is accepted, a duplicate, or unfinished. */
  accounted(items: number, { accepted, duplicates, unfinished }: IngestOutcome): void {
    const counts = [accepted, duplicates, unfinished.length];
    const isWhole = accepted + duplicates + unfinished.length === items;
    if (!isWhole || counts.some((count) => count < 0)) this.break('miscounted', `${items} items: ${counts.join(', ')}`);
  }

  /** Asking the vendor to come again is of no use while the claims are still held. */
  askedAgain(invocation: Invocation, claims: ReadonlyMap<string, Item>): void {
    for (const [eventKey, claim] of claims) {
      const isHeld = isPending(claim) && this.holders.get(eventKey)?.by === invocation;
      if (isHeld && !invocation.hadOtherTrouble) this.break('not released', eventKey);
    }
  }

  /** What can be judged only at the end. */
  close(): void {
    for (const [id, keys] of this.keysByItem) {
      if (keys.size > 1) this.break('counted twice', id, `has ${keys.size} event keys`);
    }
    if (this.keysByItem.size > this.copies.size) this.break('counted twice', 'two items have one event key');
    for (const [eventKey, copies] of this.copies) {
      const excuses = this.excuses.get(eventKey) ?? [];
      if (copies > 1 + excuses.length)
        this.break('doubled', eventKey, `${copies} copies; explained: ${excuses.join('; ') || 'none'}`);
    }
  }
}

function isDone(item: Item | undefined): boolean {
  return item?.state?.S === 'done';
}

function isPending(item: Item | undefined): boolean {
  return item?.state?.S === 'pending';
}

/** The claims' end is in whole seconds. */
export function isExpired(item: Item, nowMs: number): boolean {
  return Number(item.expires_at?.N) < Math.floor(nowMs / 1000);
}

function idOf(item: unknown): string {
  return typeof item === 'object' && item !== null && 'id' in item ? String(item.id) : '';
}
