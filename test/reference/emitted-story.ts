import { type Delivery, simulate, type Truth } from 'simulator';
import { pseudonym } from '../../domain/identity/pseudonym-keys.ts';
import { applyEvents, applySettings, type LandedRow, landReference, VIEW_FILES } from '../athena-sql/lake.ts';
import { PSEUDONYM_KEYS } from '../domain/pipeline.ts';
import type { Laptop } from '../support/local-athena.ts';
import { disordered } from './deliveries.ts';
import { apply } from './frozen.ts';
import { REFERENCE_DATA } from './reference-data.ts';
import type { Receipt, Story } from './story.ts';
import { closeAll, emptyLake, landAll, rowsOf } from './story-lake.ts';
import { addDays } from './zones.ts';

/** What is simulated and how it is looked at. */
export interface Plot {
  readonly seed: number;
  readonly messages: number;
  /** First and last day of the traffic, `yyyy-MM-dd` in UTC. */
  readonly from: string;
  readonly through: string;
  readonly zone: string;
  /** First day of the reports, so many days after the traffic began. */
  readonly skipDays: number;
  /** The last day that the compaction closed; null for none. */
  readonly closedThrough: string | null;
}

interface Emitted {
  readonly story: Story;
  readonly rows: readonly LandedRow[];
}

const CONTRADICTED = 9;

/** Some vendors tell of a failure, and of a delivery after all (facts: vendors-and-analytics §4.3). Puts both into truth. */
function contradictions(truths: Truth[]): readonly Delivery[] {
  return truths.flatMap((truth, index): Delivery[] => {
    if (truth.kind !== 'message' || truth.personId === null || index % CONTRADICTED !== 0) return [];
    const { id, accountId, numberId, sentAtMs, deliveredAtMs, failedAtMs } = truth;
    if (sentAtMs === null || deliveredAtMs === null || failedAtMs !== null) return [];
    truths[index] = { ...truth, failedAtMs: sentAtMs, errorCode: 131026 };
    const status = { id, status: 'failed', timestamp: String(sentAtMs / 1_000), errors: [{ code: 131026 }] };
    const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: numberId }, statuses: [status] };
    const entry = [{ id: accountId, changes: [{ field: 'messages', value }] }];
    return [{ source: 'meta', atMs: deliveredAtMs, document: { object: 'whatsapp_business_account', entry } }];
  });
}

const CORRECTED = 7;

/**
 * The business says again what some messages were sent for: under another id, and with a later time of its own. The names
 * sort before those that were said first, or by the callback string. Puts what counts into truth.
 */
function corrections(truths: Truth[]): readonly Delivery[] {
  return truths.flatMap((truth, index): Delivery[] => {
    if (truth.kind !== 'message' || truth.sentAtMs === null || index % CORRECTED !== 0) return [];
    const campaignId = `a-correction-${index % 2}`;
    truths[index] = { ...truth, known: { ...truth.known, campaignId } };
    const sent_at = new Date(truth.sentAtMs + 3_600_000).toISOString();
    const send = { message_id: truth.id, id: `correction-${index}`, sent_at, campaign_id: campaignId };
    return [{ source: 'sends', atMs: truth.sentAtMs + 3_600_000, document: { sends: [send] } }];
  });
}

/** Instead of the thousand that are free: so few that a test comes to the end of them. */
const FEW_FREE = 1;

/** What happened, and the rows that its deliveries become on a bad day. */
export function emit({ seed, messages, from, through, zone, skipDays }: Plot): Emitted {
  const truths: Truth[] = [];
  const simulated = [...simulate({ messages, seed, from, through }, (truth) => truths.push(truth))];
  const untilMs = Date.parse(`${addDays(through, 1)}T00:00:00Z`) - 1;
  const simulatedDeliveries = [...simulated, ...contradictions(truths), ...corrections(truths)];
  const rows = disordered(simulatedDeliveries, seed, untilMs).flatMap(rowsOf);
  const settings = {
    reportingZone: zone,
    firstDay: addDays(from, skipDays),
    billingZone: 'UTC',
    billingCurrency: 'USD',
  };
  const keyOf = (id: string) => pseudonym(PSEUDONYM_KEYS, 'message', id);
  const looked = { settings, referenceData: REFERENCE_DATA, freeServiceMessages: FEW_FREE, keyOf };
  const receipts = receiptsOf(rows);
  const watermarkMs = Math.max(...receipts.map(({ receivedAtMs }) => receivedAtMs));
  return { rows, story: { truths, receipts, watermarkMs, ...looked } };
}

/** An event counts as received when it came first. */
function receiptsOf(rows: readonly LandedRow[]): readonly Receipt[] {
  const events = Map.groupBy(rows, ({ event_key }) => event_key);
  return [...events.values()].map((copies) => ({
    source: String(copies[0]?.source),
    eventAtMs: instant(copies[0]?.event_at),
    receivedAtMs: Math.min(...copies.map(({ received_at }) => instant(received_at))),
  }));
}

function instant(timestamp: unknown): number {
  return Date.parse(`${String(timestamp).replace(' ', 'T')}Z`);
}

/** Days before the first reported one that late statuses need (domain/sql/reporting.ts). */
const LATE_DAYS = 32;

/** Lands it all: what is closed once an event, as the compaction leaves it, the rest as it came. */
export async function land(laptop: Laptop, { story, rows }: Emitted, { closedThrough }: Plot): Promise<void> {
  const { firstDay, reportingZone, billingZone, billingCurrency } = story.settings;
  emptyLake(laptop);
  const isClosed = ({ dt }: LandedRow) => closedThrough !== null && dt <= closedThrough;
  await landAll(
    laptop,
    'events/',
    rows.filter((row) => !isClosed(row)),
  );
  await closeAll(laptop, onceEach(rows.filter(isClosed)));
  await landReference(laptop, { ...story.referenceData });
  await lowerAllowance(laptop);
  await applyEvents(laptop, closedThrough);
  await applySettings(laptop, {
    firstDay,
    firstDayRead: addDays(firstDay, -LATE_DAYS),
    reportingTimeZone: reportingZone,
    billingTimeZone: billingZone,
    billingCurrency,
  });
}

/** The earliest received of each event. */
function onceEach(rows: readonly LandedRow[]): readonly LandedRow[] {
  const inOrder = rows.toSorted((one, other) => (String(one.received_at) < String(other.received_at) ? -1 : 1));
  return [...Map.groupBy(inOrder, ({ event_key }) => event_key).values()].flatMap(([first]) => (first ? [first] : []));
}

const ALLOWANCE = 'place <= 1000';

async function lowerAllowance(laptop: Laptop): Promise<void> {
  const sql = VIEW_FILES.find(({ name }) => name === 'int_charges')?.sql ?? '';
  if (!sql.includes(ALLOWANCE)) throw new Error(`charges.sql no longer says "${ALLOWANCE}": say here how it does.`);
  await apply(laptop, sql.replace(ALLOWANCE, `place <= ${FEW_FREE}`));
}
