import { createHash } from 'node:crypto';

/** awscli and boto3 need one version of botocore: the two are raised together. */
export const PACKAGES = [
  'PyAthena==4.2.1',
  'SQLAlchemy==2.1.9',
  'awswrangler==3.17.1',
  'boto3==1.44.8',
  'awscli==1.46.3',
  'pandas==3.1.1',
  'pyarrow==25.0.1',
  'duckdb==1.5.5',
] as const;

export const CLIENTS_ENVIRONMENT = {
  name: `clients-${createHash('sha256').update(PACKAGES.join()).digest('hex').slice(0, 12)}`,
  packages: PACKAGES,
  command: 'aws',
};
