import type { JsonObject } from '../json.ts';
import { type Conversation, conversation } from './conversation.ts';
import { document, type Told, tell } from './meta-documents.ts';
import { type Random, seeded } from './random.ts';

/** What a lake must say after the sample: a day's message funnel. */
export interface FunnelTruth {
  /** `yyyy-MM-dd`, UTC. */
  readonly day: string;
  readonly sent: number;
  readonly delivered: number;
  readonly read: number;
  readonly failed: number;
}

export interface SampleDay {
  /** Webhook documents in the order in which they are posted. */
  readonly documents: readonly JsonObject[];
  readonly truth: FunnelTruth;
}

const MINUTE_MS = 60_000;
/** Some of what happens is told late, so that a status comes before the one that should precede it. */
const TOLD_LATE = 0.05;
const LATE_MINUTES = 20;
/** Meta sends a delivery again when it thinks that the first one was not taken, and now and then an element twice. */
const SENT_AGAIN = 0.04;
const ELEMENT_TWICE = 0.02;
const LARGEST_BATCH = 6;

/** A day of realistic traffic with its truth: duplicated, out of order, batched; the same for the same seed and day. */
export function sampleDay(day: string, seed: number, messages: number): SampleDay {
  const random = seeded(seed);
  const dayStartMs = Date.parse(`${day}T00:00:00Z`);
  const conversations = Array.from({ length: messages }, () => conversation(random, dayStartMs));
  const told = inOrderOfArrival(random, conversations);
  const documents = batches(random, told).map(document);
  return { documents: withRepeats(random, documents), truth: truthOf(day, conversations) };
}

function inOrderOfArrival(random: Random, conversations: readonly Conversation[]): readonly Told[] {
  return conversations
    .flatMap((one) => one.happenings.map((happening) => ({ told: tell(one, happening), atMs: happening.atMs })))
    .map(({ told, atMs }) => ({
      told,
      atMs: atMs + (random.chance(TOLD_LATE) ? random.between(1, LATE_MINUTES) * MINUTE_MS : 0),
    }))
    .sort((one, other) => one.atMs - other.atMs)
    .flatMap(({ told }) => (random.chance(ELEMENT_TWICE) ? [told, told] : [told]));
}

function batches(random: Random, told: readonly Told[]): readonly (readonly Told[])[] {
  const all: Told[][] = [];
  for (let start = 0; start < told.length; ) {
    const length = random.chance(0.5) ? 1 : random.between(2, LARGEST_BATCH);
    all.push(told.slice(start, start + length));
    start += length;
  }
  return all;
}

/** Each repeat comes a few deliveries after its original. */
function withRepeats(random: Random, documents: readonly JsonObject[]): readonly JsonObject[] {
  const placed = documents.flatMap((one, index) =>
    random.chance(SENT_AGAIN)
      ? [
          { one, place: index },
          { one, place: index + random.between(1, 20) + 0.5 },
        ]
      : [{ one, place: index }],
  );
  return placed.sort((a, b) => a.place - b.place).map(({ one }) => one);
}

function truthOf(day: string, conversations: readonly Conversation[]): FunnelTruth {
  const having = (...kinds: string[]) =>
    conversations.filter(({ happenings }) => happenings.some(({ kind }) => kinds.includes(kind))).length;
  return {
    day,
    sent: conversations.length,
    delivered: having('delivered', 'read'),
    read: having('read'),
    failed: having('failed'),
  };
}
