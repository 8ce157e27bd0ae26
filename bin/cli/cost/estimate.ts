import { DAYS_PER_MONTH, MEASURES, SECONDS_PER_MONTH } from './measures.ts';
import { type PriceName, usdOf } from './prices.ts';
import { ATHENA_MIN_BYTES, refreshQuantities } from './refresh.ts';
import { STACK_COUNTS } from './stack-counts.ts';

export interface Volume {
  readonly eventsPerMonth: number;
  /** Metric views queried, one query each. */
  readonly questionsPerMonth: number;
  readonly eventsPerRequest: number;
  /** A setting of the stack; 60 by default. */
  readonly refreshMinutes?: number;
}

/**
 * `traffic` grows with events, `fixed` is paid without any events, `refresh` grows with events and how often they are
 * summed up, `questions` grows with queries.
 */
export const COST_GROUPS = ['traffic', 'fixed', 'refresh', 'questions'] as const;
export type CostGroup = (typeof COST_GROUPS)[number];
export const DEFAULT_REFRESH_MINUTES = 60;

export interface CostLine {
  readonly group: CostGroup;
  readonly name: string;
  readonly price: PriceName;
  /** Per month, in the unit of the price. */
  readonly quantity: number;
  readonly usd: number;
}

const GB = 1024 ** 3;
const TB = 1024 ** 4;
const BUFFER_SECONDS = 300;
const FIREHOSE_ROUNDING_BYTES = 5 * 1024;
const CLAIM_DAYS = 14;
const RAW_DAYS = 30;
const LOG_MONTHS = 3;
/** Storage is that at the end of the first year, with the rows of twelve months. */
const MONTHS_OF_ROWS = 12;
const WRITES_PER_EVENT = 2;
const SECRET_CACHE_SECONDS = 300;

/** The cost of a month of the default stack by list prices, line by line. Nothing here was measured on AWS. */
export function estimate(volume: Volume): readonly CostLine[] {
  return [...trafficLines(volume), ...fixedLines(), ...refreshLines(volume), ...questionLines(volume)];
}

export function totalUsd(lines: readonly CostLine[], group?: CostGroup): number {
  return lines.filter((one) => group === undefined || one.group === group).reduce((sum, { usd }) => sum + usd, 0);
}

function line(group: CostGroup, name: string, price: PriceName, quantity: number): CostLine {
  return { group, name, price, quantity, usd: usdOf(price, quantity) };
}

function trafficLines({ eventsPerMonth: events, eventsPerRequest }: Volume): readonly CostLine[] {
  const requests = events / eventsPerRequest;
  const roundedGb = (events * FIREHOSE_ROUNDING_BYTES) / GB;
  const rowObjects = objectsPerMonth(events, MEASURES.busyFamilies);
  const rawObjects = objectsPerMonth(events, 1);
  const of = (name: string, price: PriceName, quantity: number) => line('traffic', name, price, quantity);
  return [
    of('API Gateway: requests', 'httpApiRequest', requests),
    of('Receiver: requests', 'lambdaRequest', requests),
    of('Receiver: duration', 'lambdaGiBSecond', requests * MEASURES.receiverSeconds * MEASURES.receiverGiB),
    of('Claims: two writes per event', 'dynamoWrite', events * WRITES_PER_EVENT),
    of('Claims: storage', 'dynamoStorage', gbKept(events * MEASURES.claimBytes, CLAIM_DAYS / DAYS_PER_MONTH)),
    of('Firehose: ingestion', 'firehoseIngest', roundedGb),
    of('Firehose: conversion to Parquet', 'firehoseConversion', roundedGb),
    of('Firehose: dynamic partitioning', 'firehosePartitioning', (events * MEASURES.envelopeBytes) / GB),
    of('Firehose: objects', 'firehoseObject', rowObjects),
    of('Transform: requests', 'lambdaRequest', transformBatches(events)),
    of('Transform: duration', 'lambdaGiBSecond', transformSeconds(events) * MEASURES.transformGiB),
    of('S3: PUT of rows and of raw/', 's3Put', rowObjects + rawObjects),
    of('S3: storage of raw/', 's3Storage', gbKept(events * MEASURES.rawBytes, RAW_DAYS / DAYS_PER_MONTH)),
    of('S3: storage of rows after a year', 's3Storage', gbKept(events * MEASURES.rowBytes, MONTHS_OF_ROWS)),
    of('KMS: requests for objects', 'kmsRequest', (rowObjects + rawObjects) * MEASURES.kmsCallsPerObject),
    of('Logs: ingestion', 'logsIngest', (requests * MEASURES.logBytesPerRequest) / GB),
    of('Logs: storage', 'logsStorage', gbKept(requests * MEASURES.logBytesPerRequest, LOG_MONTHS)),
  ];
}

function gbKept(bytesPerMonth: number, months: number): number {
  return (bytesPerMonth * months) / GB;
}

/** One object per buffer interval and family with traffic, and at most one per event. */
function objectsPerMonth(events: number, families: number): number {
  return Math.min(events, (SECONDS_PER_MONTH / BUFFER_SECONDS) * families);
}

function transformBatches(events: number): number {
  const byTime = SECONDS_PER_MONTH / MEASURES.transformBatchSecondsBetween;
  const bySize = (events * MEASURES.envelopeBytes) / MEASURES.transformBatchBytes;
  return Math.max(Math.min(events, byTime), bySize);
}

function transformSeconds(events: number): number {
  return transformBatches(events) * MEASURES.transformBatchSeconds + events / MEASURES.transformRowsPerSecond;
}

function fixedLines(): readonly CostLine[] {
  const secretReads = MEASURES.warmCopies * 2 * (SECONDS_PER_MONTH / SECRET_CACHE_SECONDS);
  const of = (name: string, price: PriceName, quantity: number) => line('fixed', name, price, quantity);
  return [
    of('KMS: keys', 'kmsKey', STACK_COUNTS.keys),
    of('Secrets Manager: secrets', 'secret', STACK_COUNTS.secrets),
    of('Secrets Manager: reads by warm functions', 'secretCall', secretReads),
    of('CloudWatch: the functions’ metrics', 'customMetric', STACK_COUNTS.customMetrics),
    of('CloudWatch: alarms', 'alarmMetric', STACK_COUNTS.alarmMetrics),
    of('CloudWatch: dashboard', 'dashboard', STACK_COUNTS.dashboards),
    ...STACK_COUNTS.scheduledRuns.flatMap(({ name, perMonth, seconds, gib, lists }) => [
      of(`${name}: requests`, 'lambdaRequest', perMonth),
      of(`${name}: duration`, 'lambdaGiBSecond', perMonth * seconds * gib),
      of(`${name}: S3 LIST`, 's3Put', perMonth * lists),
    ]),
  ];
}

/** A window of a year and more, whole each time: on a large lake a refresh costs what it scans, on a small one its requests and 10 MB a statement. */
function refreshLines({ eventsPerMonth, refreshMinutes = DEFAULT_REFRESH_MINUTES }: Volume): readonly CostLine[] {
  return refreshQuantities({ eventsPerMonth, refreshMinutes }).map(([name, price, quantity]) =>
    line('refresh', `Refresh: ${name}`, price, quantity),
  );
}

/** Metric views read small tables: the least that Athena bills, and a few requests. */
function questionLines({ questionsPerMonth: questions }: Volume): readonly CostLine[] {
  const { readingsPerQuestion, getsPerSmallFile, putsPerQuestion } = MEASURES;
  const of = (name: string, price: PriceName, quantity: number) => line('questions', name, price, quantity);
  return [
    of('Athena: scanned', 'athenaScan', (questions * ATHENA_MIN_BYTES) / TB),
    of('S3: LIST of partitions', 's3Put', questions * readingsPerQuestion),
    of(
      'S3: GET of files and of the result',
      's3Get',
      questions * (1 + readingsPerQuestion * getsPerSmallFile * MEASURES.refreshObjectsPerStatement),
    ),
    of('S3: PUT of the result', 's3Put', questions * putsPerQuestion),
    of('Glue: tables, views and partitions', 'glueRequest', questions * MEASURES.glueCallsPerQuestion),
  ];
}

/** A page of so many tiles, each a query. */
export function pageViewUsd(): number {
  const lines = questionLines({ eventsPerMonth: 0, eventsPerRequest: 1, questionsPerMonth: MEASURES.tilesPerPage });
  return totalUsd(lines);
}
