/** The text of UNLOAD ("UNLOAD", Amazon Athena User Guide), in the forms that the laptop covers: Parquet alone. */
import { AwsError } from '../aws.ts';

export interface Unload {
  readonly kind: 'unload';
  readonly query: string;
  /** `s3://bucket/prefix/` */
  readonly location: string;
  /** DuckDB's name of the codec. Athena's default for Parquet is GZIP ("Use compression in Athena"). */
  readonly compression: 'gzip' | 'snappy' | 'zstd';
  /** The last columns of the query, which become folders; none without `partitioned_by`. */
  readonly partitionedBy: readonly string[];
}

const FORM = /^\(([\s\S]*)\)\s*TO\s*'(s3:\/\/[a-z0-9.-]+\/[^'"]*)'\s*WITH\s*\(([^()]*)\)\s*;?\s*$/i;
const OPTION = /^\s*(\w+)\s*=\s*('[^']*'|ARRAY\s*\[\s*'\w+'(?:\s*,\s*'\w+')*\s*\])\s*$/i;

/** @throws AwsError InvalidRequestException naming what is not covered. */
export function parseUnload(text: string): Unload {
  const [, query = '', location = '', options = ''] = FORM.exec(text) ?? [];
  if (query === '') throw notCovered("this form; write UNLOAD (SELECT …) TO 's3://bucket/prefix/' WITH (…)");
  const { format, compression, partitioned_by: partitions, ...others } = readOptions(options);
  if (Object.keys(others).length > 0) throw notCovered(`the option ${Object.keys(others).join(', ')}`);
  if (format?.toUpperCase() !== "'PARQUET'") throw notCovered(`format = ${format ?? '(left out)'}; use 'PARQUET'`);
  const partitionedBy = [...(partitions ?? '').matchAll(/'(\w+)'/g)].map(([, name = '']) => name.toLowerCase());
  return {
    kind: 'unload',
    query,
    location: location.replace(/\/?$/, '/'),
    compression: readCompression(compression),
    partitionedBy,
  };
}

function readCompression(option = "'GZIP'"): Unload['compression'] {
  if (option.toUpperCase() === "'GZIP'") return 'gzip';
  if (option.toUpperCase() === "'SNAPPY'") return 'snappy';
  // Both engines' default is level 3 ("Use ZSTD compression levels", Amazon Athena User Guide).
  if (option.toUpperCase() === "'ZSTD'") return 'zstd';
  throw notCovered(`compression = ${option}; use 'SNAPPY', 'GZIP' or 'ZSTD'`);
}

function readOptions(text: string): Readonly<Record<string, string>> {
  // A comma inside ARRAY[…] parts its names, not the options.
  const parts = text.split(/,(?![^[]*\])/);
  return Object.fromEntries(
    parts.map((part) => {
      const [, name = '', value = ''] = OPTION.exec(part) ?? [];
      if (name === '') throw notCovered(`"${part.trim()}" among its options`);
      return [name.toLowerCase(), value];
    }),
  );
}

function notCovered(what: string): AwsError {
  return new AwsError('InvalidRequestException', `The laptop's UNLOAD does not cover ${what}.`);
}
