import { type Rng, type Delivery as SimulatedDelivery, seeded } from 'simulator';
import { isObject, type JsonObject } from '../../domain/shared/json.ts';

/** A document as it was posted, and when it was received. */
export interface Delivery {
  readonly source: string;
  readonly document: unknown;
  readonly receivedAtMs: number;
}

const MINUTE_MS = 60_000;
const LATE = 0.1;
const TWICE = 0.15;

/**
 * The same traffic as a bad day would bring it: documents split and recombined, some late, some twice, in any
 * order. Nothing is received after the time given.
 */
export function disordered(
  simulatedDeliveries: readonly SimulatedDelivery[],
  seed: number,
  untilMs: number,
): readonly Delivery[] {
  const random = seeded(seed);
  const torn = simulatedDeliveries.flatMap(({ source, atMs, document }) =>
    piecesOf(document).map((piece) => ({ source, atMs, piece, batch: random.between(1, 4) })),
  );
  const batches = Map.groupBy(torn, ({ source, atMs, batch }) =>
    JSON.stringify([source, Math.floor(atMs / (30 * MINUTE_MS)), batch]),
  );
  const deliveries = [...batches.values()].flatMap((batch): Delivery[] => {
    const source = batch[0]?.source ?? 'meta';
    const document = documentOf(
      source,
      shuffled(
        random,
        batch.map(({ piece }) => piece),
      ),
    );
    const lastAtMs = Math.max(...batch.map(({ atMs }) => atMs));
    const receivedAtMs = Math.min(lastAtMs + delayMs(random), untilMs);
    const again = random.chance(TWICE)
      ? [{ source, document, receivedAtMs: Math.min(receivedAtMs + delayMs(random), untilMs) }]
      : [];
    return [{ source, document, receivedAtMs }, ...again];
  });
  return shuffled(random, deliveries);
}

function delayMs(random: Rng): number {
  return random.chance(LATE) ? random.between(1, 3 * 24 * 60) * MINUTE_MS : random.between(0, 5_000);
}

/** One change of Meta's with its account, or one send. */
function piecesOf(document: unknown): readonly JsonObject[] {
  if (Array.isArray(document)) return document.filter(isObject);
  if (!isObject(document)) return [];
  if (Array.isArray(document.sends)) return document.sends.filter(isObject);
  if (!Array.isArray(document.entry)) return [document];
  return document.entry
    .filter(isObject)
    .flatMap(({ id, changes }) =>
      Array.isArray(changes) ? changes.map((change: unknown) => ({ id, changes: [change] })) : [],
    );
}

function documentOf(source: string, pieces: readonly JsonObject[]): unknown {
  return source === 'meta' ? { object: 'whatsapp_business_account', entry: pieces } : { sends: pieces };
}

export function shuffled<T>(random: Rng, all: readonly T[]): readonly T[] {
  return all
    .map((one) => ({ one, place: random.between(0, 1_000_000_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
