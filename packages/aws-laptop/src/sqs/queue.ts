import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { QueueDefinition } from './definition.ts';
import { type Message, messageSchema } from './message.ts';

export interface ReceivedMessage extends Message {
  readonly receiptHandle: string;
}

/** One queue: its messages are files, so that they outlive the process; who holds one for a while is forgotten with it. */
export interface Queue {
  readonly definition: QueueDefinition;
  send(message: Pick<Message, 'body' | 'attributes' | 'senderId'>, delaySeconds?: number): Message;
  /** At most so many visible messages, hidden for a while from then on. Those received too often go elsewhere. */
  receive(max: number, visibilitySeconds?: number): readonly ReceivedMessage[];
  /** False for a receipt handle of no message, or of an earlier receipt. */
  remove(receiptHandle: string): boolean;
  hide(receiptHandle: string, seconds: number): boolean;
  counts(): { readonly visible: number; readonly hidden: number; readonly delayed: number };
  purge(): void;
  /** Takes over a message that another queue gave up. */
  adopt(message: Message): void;
}

export interface QueueOptions {
  readonly definition: QueueDefinition;
  readonly folder: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Takes the messages that were received too often. */
  readonly giveUp: (message: Message) => void;
}

interface Held {
  message: Message;
  visibleFromMs: number;
  isDelayed: boolean;
  receiptHandle: string | undefined;
}

export function openQueue({ definition, folder, now, giveUp }: QueueOptions): Queue {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const held = new Map(readMessages(folder).map((message) => [message.id, holdOf(message, 0)]));
  const fileOf = (id: string) => join(folder, `${id}.json`);
  const drop = (id: string) => {
    held.delete(id);
    rmSync(fileOf(id), { force: true });
  };
  const keep = (message: Message) => {
    const unfinished = `${fileOf(message.id)}.new`;
    writeFileSync(unfinished, JSON.stringify(message), { mode: 0o600 });
    renameSync(unfinished, fileOf(message.id));
  };
  const add = (message: Message, delaySeconds: number) => {
    keep(message);
    held.set(message.id, holdOf(message, delaySeconds === 0 ? 0 : now() + delaySeconds * 1_000));
  };
  const withReceipt = (receiptHandle: string) => [...held.values()].find((one) => one.receiptHandle === receiptHandle);
  const take = (one: Held, visibilitySeconds: number): ReceivedMessage => {
    const { receives, firstReceivedMs = now() } = one.message;
    one.message = { ...one.message, receives: receives + 1, firstReceivedMs };
    one.visibleFromMs = now() + visibilitySeconds * 1_000;
    one.isDelayed = false;
    one.receiptHandle = randomUUID();
    keep(one.message);
    return { ...one.message, receiptHandle: one.receiptHandle };
  };
  return {
    definition,
    send(content, delaySeconds = definition.delaySeconds) {
      const message = { ...content, id: randomUUID(), sentMs: now(), receives: 0 };
      add(message, delaySeconds);
      return message;
    },
    receive(max, visibilitySeconds = definition.visibilitySeconds) {
      const oldestMs = now() - definition.retentionSeconds * 1_000;
      const received: ReceivedMessage[] = [];
      for (const one of [...held.values()]) {
        if (one.message.sentMs < oldestMs) drop(one.message.id);
        else if (one.visibleFromMs > now() || received.length >= max) continue;
        else if (one.message.receives >= (definition.redrive?.maxReceives ?? Number.POSITIVE_INFINITY)) {
          giveUp(one.message);
          drop(one.message.id);
        } else received.push(take(one, visibilitySeconds));
      }
      return received;
    },
    remove(receiptHandle) {
      const one = withReceipt(receiptHandle);
      if (one !== undefined) drop(one.message.id);
      return one !== undefined;
    },
    hide(receiptHandle, seconds) {
      const one = withReceipt(receiptHandle);
      if (one !== undefined) one.visibleFromMs = now() + seconds * 1_000;
      return one !== undefined;
    },
    counts() {
      const waiting = [...held.values()].filter(({ visibleFromMs }) => visibleFromMs > now());
      const delayed = waiting.filter(({ isDelayed }) => isDelayed).length;
      return { visible: held.size - waiting.length, hidden: waiting.length - delayed, delayed };
    },
    purge: () => [...held.keys()].forEach(drop),
    adopt: (message) => add(message, 0),
  };
}

function holdOf(message: Message, visibleFromMs: number): Held {
  return { message, visibleFromMs, isDelayed: visibleFromMs > 0, receiptHandle: undefined };
}

/** Oldest first. */
function readMessages(folder: string): readonly Message[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const messages = names.map((name) => messageSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
  return messages.sort((a, b) => a.sentMs - b.sentMs);
}
