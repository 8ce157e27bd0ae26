import type { Random } from './random.ts';

/** A person of the sample: an invented number (exchange 555 belongs to nobody), or only a business-scoped user id. */
export interface Contact {
  readonly phone: string | null;
  readonly userId: string;
}

/** One thing that Meta will tell of: a status of our message, or a message of the contact's. */
export interface Happening {
  readonly atMs: number;
  readonly kind: 'sent' | 'delivered' | 'read' | 'failed' | 'reply';
}

/** One outbound message and all that becomes of it. */
export interface Conversation {
  readonly contact: Contact;
  readonly messageId: string;
  readonly replyId: string;
  readonly category: 'marketing' | 'utility';
  readonly replyType: 'text' | 'button';
  readonly happenings: readonly Happening[];
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Shares that a healthy account sees; read receipts are off for a good part of the contacts. */
const FAILED = 0.05;
const DELIVERED = 0.96;
const READ = 0.68;
/** Meta sends no `delivered` when the message is read at once. */
const READ_AT_ONCE = 0.12;
const REPLIED = 0.2;
const USER_ID_ONLY = 0.1;

/** Of the United States and Canada. */
const AREA_CODES = [
  '202',
  '206',
  '212',
  '213',
  '214',
  '215',
  '216',
  '303',
  '305',
  '312',
  '313',
  '314',
  '401',
  '404',
  '412',
  '415',
  '416',
  '503',
  '504',
  '512',
  '514',
  '602',
  '604',
  '612',
  '613',
  '615',
  '617',
  '619',
  '702',
  '713',
  '801',
  '808',
  '816',
  '904',
] as const;

export function conversation(random: Random, dayStartMs: number): Conversation {
  const contact = someone(random);
  const sentAtMs = dayStartMs + timeOfDayMs(random);
  return {
    contact,
    messageId: wamid(random, contact),
    replyId: wamid(random, contact),
    category: random.pick(['marketing', 'marketing', 'utility']),
    replyType: random.pick(['text', 'button']),
    happenings: [{ kind: 'sent', atMs: sentAtMs }, ...fate(random, sentAtMs)],
  };
}

function fate(random: Random, sentAtMs: number): readonly Happening[] {
  if (random.chance(FAILED)) return [{ kind: 'failed', atMs: sentAtMs + random.between(1, 30) * SECOND_MS }];
  if (!random.chance(DELIVERED)) return [];
  const deliveredAtMs = sentAtMs + random.between(1, 90) * SECOND_MS;
  const delivered: Happening = { kind: 'delivered', atMs: deliveredAtMs };
  if (!random.chance(READ)) return [delivered];
  const read: Happening = { kind: 'read', atMs: deliveredAtMs + random.between(5, 90 * 60) * SECOND_MS };
  const told = random.chance(READ_AT_ONCE) ? [read] : [delivered, read];
  const reply: Happening = { kind: 'reply', atMs: read.atMs + random.between(5, 600) * SECOND_MS };
  return random.chance(REPLIED) ? [...told, reply] : told;
}

function someone(random: Random): Contact {
  const userId = `US.${random.between(10 ** 8, 2 * 10 ** 9)}`;
  return { userId, phone: random.chance(USER_ID_ONLY) ? null : `1${random.pick(AREA_CODES)}555${random.digits(4)}` };
}

/** Busy from nine to nine, with a peak before noon and one in the evening. */
function timeOfDayMs(random: Random): number {
  const peakMinute = random.pick([11 * 60, 18 * 60 + 30]);
  const offMinutes = random.between(-120, 120) + random.between(-90, 90);
  const minute = Math.min(Math.max(peakMinute + offMinutes, 0), 21 * 60);
  return (minute * MINUTE_MS + random.between(0, 59) * SECOND_MS) % DAY_MS;
}

/** Built as Meta builds them: the contact's number stands in clear in the decoded bytes, which is why they are hashed. */
function wamid(random: Random, contact: Contact): string {
  const party = Buffer.from(contact.phone ?? contact.userId);
  const bytes = [Buffer.from([0x1c, 0x18, party.length]), party, Buffer.from([0x15, 2, 0, 0x11, 0x18, 0x12])];
  return `wamid.${Buffer.concat([...bytes, Buffer.from(random.hex(18)), Buffer.from([0])]).toString('base64')}`;
}
