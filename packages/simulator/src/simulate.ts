import { changeNumber, clickLink, consent, react } from './afterwards.ts';
import { agentAnswers, followUp, sendCampaign } from './business.ts';
import { type Act, type Context, type Extra, later, newContext, type What } from './context.ts';
import { DAY_MS, HOUR_MS, span } from './distributions.ts';
import type { Delivery } from './emitted.ts';
import { sendToGroup } from './groups.ts';
import { answer, comeByAd, writeFirst } from './inbound.ts';
import { type Pace, type Slot, slots } from './load.ts';
import type { Truth } from './truth.ts';

export interface SimulateOptions {
  /** Messages that campaigns send; what agents write to people and groups comes on top. */
  readonly messages: number;
  readonly seed: number;
  /** First and last day, `yyyy-MM-dd` in UTC. Nothing happens before the first, and nothing is emitted after the last. */
  readonly from: string;
  readonly through: string;
  /** What of the traffic is left out. */
  readonly without?: readonly Extra[];
  /**
   * Nothing is open at the end: all that happened before it is emitted, and the business posts a send for each message
   * that has a campaign or buttons, by a job that runs every quarter of an hour.
   */
  readonly isComplete?: boolean;
  /** How busy the business is; always the same if omitted. */
  readonly pace?: Pace;
}

/** The same between two times, in milliseconds since the epoch; whole seconds, and whole hours from one to the other. */
export type SpanOptions = Omit<SimulateOptions, 'from' | 'through'> & {
  readonly fromMs: number;
  readonly endMs: number;
};

/**
 * Realistic traffic of a business with two accounts, as documents in the order in which they are posted; `record` gets
 * the truth of it, in the order in which things happen. The same options give the same bytes. Only what is under
 * way is held in memory, and the people. Throws RangeError for days that are none.
 */
export function simulate(options: SimulateOptions, record: (truth: Truth) => void = () => {}): Generator<Delivery> {
  return simulateSpan({ ...options, ...spanOf(options) }, record);
}

export function* simulateSpan(options: SpanOptions, record: (truth: Truth) => void): Generator<Delivery> {
  const { fromMs, endMs } = options;
  const days = (endMs - fromMs) / DAY_MS;
  const newcomers = Math.max(MIN_NEWCOMERS, 1 / (1 + days / RETURNS_AFTER_DAYS));
  const { seed, without = [], isComplete = false } = options;
  const context = newContext({ seed, endMs, newcomers, without: new Set(without), isComplete, record });
  for (const slot of slots(options.messages, fromMs, endMs, options.pace)) {
    plan(context, slot);
    yield* play(context, slot.startMs);
  }
  yield* play(context, endMs);
  yield* context.deliveryQueue.until(Number.POSITIVE_INFINITY);
}

/** In a day nearly everybody is new; over months contacts return. */
const RETURNS_AFTER_DAYS = 40;
const MIN_NEWCOMERS = 0.05;

function spanOf({ from, through }: SimulateOptions): { readonly fromMs: number; readonly endMs: number } {
  const [fromMs, endMs] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${through}T00:00:00Z`) + DAY_MS];
  if (fromMs < endMs) return { fromMs, endMs };
  throw new RangeError(`From ${from} through ${through} are no days: write yyyy-MM-dd, the first before the last.`);
}

/** To so many campaign messages there are so many of these. */
const BESIDE = [
  [0.02, 'come_by_ad'],
  [0.03, 'write_first'],
  [0.003, 'send_to_group'],
] as const;

function plan(context: Context, { account, startMs, messages }: Slot): void {
  const { rng, without } = context;
  const sometime = () => startMs + span(rng, 0, HOUR_MS - 1_000);
  for (let sent = 0; sent < messages; sent += 1) {
    later(context, sometime(), { what: 'send_campaign', account });
    for (const [share, what] of BESIDE) {
      if (rng.chance(share) && !(what === 'send_to_group' && without.has('groups'))) {
        later(context, sometime(), { what, account });
      }
    }
  }
}

/** Everything that happens before the time, and the deliveries that are due until then. */
function* play(context: Context, untilMs: number): Generator<Delivery> {
  const { acts, deliveryQueue } = context;
  while (acts.nextAtMs < untilMs) {
    const atMs = acts.nextAtMs;
    const act = acts.take();
    yield* deliveryQueue.until(atMs);
    if (act !== undefined) perform(context, atMs, act);
  }
  yield* deliveryQueue.until(untilMs);
}

const PERFORMERS: { readonly [W in What]: (context: Context, atMs: number, act: Act<W>) => void } = {
  send_campaign: sendCampaign,
  send_to_group: sendToGroup,
  come_by_ad: comeByAd,
  write_first: writeFirst,
  answer,
  agent_answers: agentAnswers,
  follow_up: followUp,
  react,
  click_link: clickLink,
  consent,
  change_number: changeNumber,
};

function perform<W extends What>(context: Context, atMs: number, act: Act<W>): void {
  PERFORMERS[act.what](context, atMs, act);
}
