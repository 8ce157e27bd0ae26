import type { Prefix } from './prefix.ts';

/** A delivery stream of the template, checked by the rules AWS checks at creation. */
export interface StreamDefinition {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly bucket: string;
  readonly prefix: Prefix;
  /** Absent only when nothing can fail: no processor and no conversion. */
  readonly errorPrefix: Prefix | undefined;
  readonly buffering: Buffering;
  /** With its dot; empty for objects without one. */
  readonly fileExtension: string;
  /** IANA name; used for prefixes and object names. */
  readonly timeZone: string;
  readonly dynamicPartitioning: boolean;
  readonly processor: ProcessorDefinition | undefined;
  readonly conversion: ConversionDefinition | undefined;
  readonly backup: BackupDefinition | undefined;
}

/** A buffer is delivered when it holds `sizeBytes` or when its oldest record has waited `intervalSeconds`. */
export interface Buffering {
  readonly sizeBytes: number;
  readonly intervalSeconds: number;
}

/** The Lambda function that transforms records before conversion. */
export interface ProcessorDefinition {
  /** As the template gives it; may end in `:$LATEST`. */
  readonly functionArn: string;
  readonly roleArn: string;
  /** How often a failed invocation is repeated; the first attempt not counted. */
  readonly retries: number;
  readonly buffering: Buffering;
}

/** JSON to Parquet by the columns of a Glue table. */
export interface ConversionDefinition {
  readonly database: string;
  readonly table: string;
  readonly roleArn: string;
  readonly region: string;
  readonly catalogId: string;
  readonly versionId: string;
}

/** Where the source records go, verbatim. */
export interface BackupDefinition {
  readonly bucket: string;
  readonly roleArn: string;
  readonly prefix: Prefix;
  readonly buffering: Buffering;
  readonly gzip: boolean;
}
