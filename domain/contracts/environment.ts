import * as z from 'zod/mini';
import { jsonText } from '../shared/json-text.ts';
import { RELEASABLE_FIELDS } from '../sources/source.ts';

/**
 * The environment of each function: `lib/` writes it, the function reads it, and both take the names from here, so that
 * a name cannot differ between them.
 */
const whole = z.pipe(z.pipe(z.string().check(z.regex(/^\d+$/)), z.transform(Number)), z.number().check(z.positive()));
const named = z.string().check(z.minLength(1));

/** Of every function that puts events on the stream. */
export const INGEST_ENVIRONMENT = {
  CLAIMS_TABLE: named,
  STREAM_NAME: named,
  EVENT_KEY_SECRET: named,
  API_VERSION: named,
  LEASE_SECONDS: whole,
  CLAIM_TTL_DAYS: whole,
  SECRET_CACHE_SECONDS: whole,
};

export const RECEIVER_ENVIRONMENT = {
  ...INGEST_ENVIRONMENT,
  /** Setting `publicBaseUrl`, or empty. */
  PUBLIC_BASE_URL: z.string(),
  /** JSON: source name to the id of its secret. */
  SOURCE_SECRETS: jsonText(z.record(z.string(), z.string())),
};

export const TRANSFORM_ENVIRONMENT = {
  PEPPER_SECRET: named,
  /** ISO 3166-1 alpha-2, or empty. */
  DEFAULT_COUNTRY: z.string(),
  /** JSON: names of fields that are let through. */
  RELEASED_FIELDS: jsonText(z.array(z.enum(RELEASABLE_FIELDS))),
  /** JSON: names of event types and families, as `leftOutTypes` (domain/event/curation.ts) takes them. */
  LEFT_OUT_EVENT_TYPES: jsonText(z.array(named)),
  SECRET_CACHE_SECONDS: whole,
};

/** Of the function that makes the keys of what is looked up, as the transform makes them. */
export const FIND_ENVIRONMENT = {
  PEPPER_SECRET: named,
  /** ISO 3166-1 alpha-2, or empty. */
  DEFAULT_COUNTRY: z.string(),
  SECRET_CACHE_SECONDS: whole,
};

/** Of the functions that apply views: what is reported. */
export const REPORTING_ENVIRONMENT = {
  REPORTING_DAYS: whole,
  REPORTING_TIME_ZONE: named,
  BILLING_TIME_ZONE: named,
  BILLING_CURRENCY: named,
};

export const VIEWS_ENVIRONMENT = {
  ...REPORTING_ENVIRONMENT,
  LIVE_VIEWS: z.enum(['true', 'false']),
  DATABASE: named,
  WORKGROUP: named,
  LAKE_BUCKET: named,
};

export const COMPACT_ENVIRONMENT = {
  ...REPORTING_ENVIRONMENT,
  DATABASE: named,
  WORKGROUP: named,
  LAKE_BUCKET: named,
  OPEN_DAYS: whole,
  DAYS_PER_RUN: whole,
  /** For how many days what was received can be replayed. */
  KEPT_DAYS: whole,
  /** What computes from the rows, started when they changed. */
  REFRESH_FUNCTION: named,
  DELETE_SUPERSEDED: z.enum(['true', 'false']),
};

/** Of the function that makes the refreshed tables. */
export const REFRESH_ENVIRONMENT = {
  DATABASE: named,
  WORKGROUP: named,
  LAKE_BUCKET: named,
  /** Started when readers see a new generation; empty where pages are made on demand only. */
  PAGES_FUNCTION: z.string(),
};

/** Of the function that writes pages. */
export const PAGES_ENVIRONMENT = {
  DATABASE: named,
  WORKGROUP: named,
  REPORTS_BUCKET: named,
  /** What the checks found last lies in it. */
  LAKE_BUCKET: named,
  /** Of the functions’ metrics in CloudWatch. */
  METRICS_NAMESPACE: named,
  /** Counts what lies under `failed/`, by dry runs. */
  REPROCESS_FUNCTION: named,
  REFRESH_MINUTES: whole,
  /** BCP 47. */
  PAGE_LOCALE: named,
};

/** Of the function that moves failed records to the sealed bucket. */
export const SEAL_ENVIRONMENT = {
  LAKE_BUCKET: named,
  SEALED_BUCKET: named,
  FAILED_PREFIX: named,
};

export const REPROCESS_ENVIRONMENT = {
  /** The sealed bucket: what was received, and the failed records that were moved there. */
  RAW_BUCKET: named,
  RAW_PREFIX: named,
  /** The lake's bucket: where failed records arrive, and what is kept of their replays. */
  FAILED_BUCKET: named,
  FAILED_PREFIX: named,
  REPLAYS_PREFIX: named,
  STREAM_NAME: named,
  RECORDS_PER_RUN: whole,
};

/** What `readEnvironment` makes of it. */
export type EnvironmentValues<Shape extends z.core.$ZodLooseShape> = z.infer<z.ZodMiniObject<Shape>>;

/** The text form that a template carries, name by name. */
export type EnvironmentText<Names> = Readonly<Record<keyof Names & string, string>>;

/** Reads and checks a function's environment. Throws, naming every variable that is missing or malformed. */
export function readEnvironment<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  environment: Readonly<Record<string, string | undefined>>,
): z.infer<z.ZodMiniObject<Shape>> {
  const parsed = z.safeParse(z.object(shape), environment);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  throw new Error(
    `Missing or invalid environment variables: ${names.join(', ')}. lib/ sets these from domain/contracts/environment.ts; deploy again.`,
  );
}
