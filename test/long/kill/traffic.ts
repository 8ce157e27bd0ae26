import type { Rng } from 'simulator';
import { type Item, itemsOf } from '../oracle.ts';
import { deliverAll, metaVendor, type Post } from '../vendor.ts';
import { APP_SECRET } from './child.ts';

/** What one vendor has sent, over all the lives of a stack. */
export interface Traffic {
  /** Posts from several lanes until the signal, or until the stack no longer answers. */
  post(url: string, until: AbortSignal): Promise<void>;
  /** Sends what was not answered 200 again; how much still is not. */
  sendAgain(url: string, tries: number): Promise<number>;
  readonly sent: ReadonlySet<Item>;
  readonly acknowledged: ReadonlySet<Item>;
  /** Answers by status; 0 for none. */
  readonly answers: Readonly<Record<string, number>>;
}

const LANES = 8;
const LARGEST = 3;
/** Of deliveries: one that was sent before, answered or not. */
const REPEATED = 0.15;
const PAUSE_MS = 250;

interface Delivery {
  readonly body: Buffer;
  readonly items: readonly Item[];
}

interface State {
  readonly random: Rng;
  readonly deliveries: Delivery[];
  /** Those not answered 200 yet. */
  readonly open: Set<Delivery>;
  readonly sent: Set<Item>;
  readonly acknowledged: Set<Item>;
  readonly answers: Record<string, number>;
}

export function createTraffic(random: Rng): Traffic {
  const state: State = {
    random,
    deliveries: [],
    open: new Set(),
    sent: new Set(),
    acknowledged: new Set(),
    answers: {},
  };
  return {
    ...state,
    async post(url, until) {
      const post = metaVendor(url, APP_SECRET);
      await Promise.all(Array.from({ length: LANES }, () => lane(state, post, until)));
    },
    sendAgain: (url, tries) => sendAgain(state, metaVendor(url, APP_SECRET), tries),
  };
}

async function lane(state: State, post: Post, until: AbortSignal): Promise<void> {
  while (!until.aborted) if ((await deliver(state, post, choose(state))) === 0) return;
}

async function sendAgain(state: State, vendor: Post, tries: number): Promise<number> {
  const byBody = new Map([...state.open].map((delivery) => [delivery.body, delivery]));
  const post: Post = async (body) => {
    const delivery = byBody.get(body);
    return delivery === undefined ? vendor(body) : deliver(state, vendor, delivery);
  };
  await deliverAll(post, [...byBody.keys()], { posters: LANES, tries, pauseMs: tries === 1 ? 0 : PAUSE_MS });
  return state.open.size;
}

async function deliver({ answers, open, acknowledged }: State, post: Post, delivery: Delivery): Promise<number> {
  const status = await post(delivery.body);
  answers[status] = (answers[status] ?? 0) + 1;
  if (status === 200 && open.delete(delivery)) for (const item of delivery.items) acknowledged.add(item);
  return status;
}

function choose(state: State): Delivery {
  const { random, deliveries } = state;
  if (!random.chance(REPEATED)) return create(state);
  return deliveries[random.between(0, deliveries.length - 1)] ?? create(state);
}

function create({ random, deliveries, open, sent }: State): Delivery {
  const body = bodyOf(deliveries.length, random.between(1, LARGEST));
  const made = { body, items: itemsOf(body) };
  deliveries.push(made);
  open.add(made);
  for (const item of made.items) sent.add(item);
  return made;
}

function bodyOf(number: number, length: number): Buffer {
  const statuses = Array.from({ length }, (_, index) => ({
    id: `wamid.kill.${number}.${index}`,
    status: 'sent',
    timestamp: '1795190400',
    recipient_id: '15555550100',
  }));
  const value = { metadata: { phone_number_id: '106540352242922' }, statuses };
  const entry = [{ id: '1', changes: [{ field: 'messages', value }] }];
  return Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }));
}
