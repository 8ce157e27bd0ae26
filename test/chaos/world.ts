import type { Envelope } from '../../domain/event/envelope.ts';
import { SLICE_LIMITS, type SliceLimits, slicesOf } from '../../lambdas/ingest/slices.ts';
import type { CallOutcome } from './call-outcomes.ts';
import { type Chance, chanceOf } from './chance.ts';
import { ClaimsModel } from './claims-model.ts';
import { CALM, type FaultProfile, faultProfileOf } from './fault-profile.ts';
import { LEASE_MS, type Mutation, runFunction, TIME_LIMIT_MS } from './functions.ts';
import { InvariantChecker, type Sender, type Violation } from './invariant-checker.ts';
import { Invocation } from './invocation.ts';
import { StreamModel } from './stream-model.ts';
import { faultInWords, traceLine } from './trace.ts';
import type { Delivery } from './vendor.ts';
import { START_MS, VirtualTime } from './virtual-time.ts';

export interface WorldProps {
  readonly seed: number;
  /** The faults that may strike, by their number; null for all. */
  readonly keep: ReadonlySet<number> | null;
  readonly mutation: Mutation;
  /** Chosen by the seed when it is left out. */
  readonly faultProfile?: FaultProfile | undefined;
  /** Chosen by the seed when it is left out. */
  readonly sliceItems?: number;
  /** Whether every step is written down. */
  readonly isTraced: boolean;
}

/**
 * The function, the services it calls, and the time in which they run: one of these for each schedule. Left out: secrets
 * that cannot be read (nothing is claimed yet), slices of more than one batch, and items of more than one record.
 */
export class World {
  readonly time = new VirtualTime();
  readonly chance: Chance;
  readonly checker = new InvariantChecker(this.time, LEASE_MS, (violation) =>
    this.note(null, () => `BREAKS A RULE, ${this.inWords(violation)}`),
  );
  readonly claims: ClaimsModel<Sender>;
  readonly stream: StreamModel;
  /** Deliveries here have up to three items: small slices make several of them. */
  readonly sliceLimits: SliceLimits;
  /** What the trace calls an event key. */
  readonly names = new Map<string, string>();
  readonly trace: string[] = [];
  private readonly storm: FaultProfile;
  private readonly props: WorldProps;
  private lastTroubleMs = START_MS;
  private invocations = 0;

  constructor(props: WorldProps) {
    this.props = props;
    this.chance = chanceOf(props.seed, props.keep);
    this.storm = props.faultProfile ?? faultProfileOf(this.chance);
    this.claims = new ClaimsModel(this.checker, this.chance.chance(0.7));
    this.stream = new StreamModel(this.checker, this.chance);
    const items = props.sliceItems ?? this.chance.pick([1, 2, SLICE_LIMITS.items, SLICE_LIMITS.items]);
    this.sliceLimits = { ...SLICE_LIMITS, items };
  }

  get faultProfile(): FaultProfile {
    return this.time.nowMs < START_MS + this.storm.stormMs ? this.storm : CALM;
  }

  /** Whether the faults are over, and all that they left under way. */
  get isCalm(): boolean {
    return this.time.nowMs >= Math.max(START_MS + this.storm.stormMs, this.lastTroubleMs);
  }

  /** One run of the function. True when it answered that every item is stored. */
  invoke(delivery: Delivery, requestId: string): Promise<boolean> {
    return new Promise((resolve) => {
      const invocation = this.newInvocation(requestId, () => resolve(false));
      this.note(invocation, () => `takes ${delivery.name} (${delivery.itemIds.join(', ')}), request ${requestId}`);
      this.time.after(TIME_LIMIT_MS, () => this.reachTimeLimit(invocation));
      this.run(invocation, delivery).then(resolve);
    });
  }

  /** One attempt of a call, as its outcome has it. */
  call<T>(invocation: Invocation, what: () => string, callOutcome: CallOutcome, effect: () => T): Promise<T> {
    const { effectMs, replyMs, freezeMs, fault } = callOutcome;
    if (fault !== null) {
      this.checker.saw(fault);
      this.lastTroubleMs = Math.max(
        this.lastTroubleMs,
        this.time.nowMs + Math.max(effectMs ?? 0, replyMs ?? 0, freezeMs),
      );
      this.note(invocation, () => `${what()} meets a fault, ${faultInWords(callOutcome)}`);
    }
    return invocation.call(callOutcome, () => this.noteEffect(invocation, what, effect));
  }

  note(invocation: Invocation | null, what: () => string): void {
    if (this.props.isTraced) this.trace.push(traceLine(this.time.nowMs, invocation?.name ?? 'world', what()));
  }

  learnNames(envelopes: readonly Envelope[]): void {
    for (const { eventKey, item } of envelopes) this.names.set(eventKey, String(Object(item).id));
  }

  /** The distinct items of a delivery, as its claims on slices stand for them. */
  learnSlices(envelopes: readonly Envelope[]): void {
    const firsts = new Map(envelopes.toReversed().map((envelope) => [envelope.eventKey, envelope]));
    const distinct = envelopes.filter((envelope) => firsts.get(envelope.eventKey) === envelope);
    for (const { key, items } of slicesOf(distinct, this.sliceLimits)) {
      if (key === null) continue;
      const eventKeys = items.map(({ envelope }) => envelope.eventKey);
      this.names.set(key, `slice of ${eventKeys.map((eventKey) => this.names.get(eventKey)).join(', ')}`);
      this.checker.learnSlice(key, eventKeys);
    }
  }

  inWords({ rule, subject, detail }: Violation): string {
    return `${rule}: ${this.names.get(subject) ?? subject} ${detail}`.trim();
  }

  private newInvocation(requestId: string, onEnd: () => void): Invocation {
    this.invocations += 1;
    const onDeath = (invocation: Invocation) => {
      this.note(invocation, () => 'dies');
      this.checker.died(invocation);
      onEnd();
    };
    const name = `run ${this.invocations}`;
    const skewMs = this.chance.between(-200, 200);
    return new Invocation({ time: this.time, name, requestId, timeLimitMs: TIME_LIMIT_MS, skewMs, onDeath });
  }

  private async run(invocation: Invocation, delivery: Delivery): Promise<boolean> {
    const answer = await runFunction(this, invocation, delivery, this.props.mutation).catch((error: unknown) => ({
      isAcknowledged: false,
      words: String(error),
    }));
    invocation.isOver = true;
    this.note(invocation, () => `answers ${answer.words}`);
    if (answer.isAcknowledged) this.checker.acknowledged(delivery.itemIds, invocation.name);
    else this.checker.askedAgain(invocation, this.claims.claims);
    return answer.isAcknowledged;
  }

  private reachTimeLimit(invocation: Invocation): void {
    if (invocation.isOver) return;
    if (!invocation.hadOtherTrouble) this.checker.break('too late', invocation.name);
    if (!this.storm.isTimeLimitKept) return;
    this.checker.saw('a run that was ended at its time limit');
    invocation.die();
  }

  private noteEffect<T>(invocation: Invocation, what: () => string, effect: () => T): T {
    try {
      const done = effect();
      if (invocation.isOver) this.checker.saw('a call carried out after its sender died');
      this.note(invocation, () => `${what()}: carried out`);
      return done;
    } catch (error) {
      this.note(invocation, () => `${what()}: ${error instanceof Error ? error.message : 'refused'}`);
      throw error;
    }
  }
}
