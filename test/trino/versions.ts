import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The server without plug-ins, and the Hive connector. Athena's engine version 3 follows Trino closely and does not say
 * which release ("Athena engine version 3", Amazon Athena User Guide). 476 is a recent one whose server is published as a
 * Maven artifact; newer ones that are not would have to be fetched from elsewhere.
 */
export const TRINO_VERSION = '476';

/** Of Trino 476 ("Deploying Trino", requirements). */
export const MIN_JAVA = 24;

export interface Archive {
  readonly file: string;
  /** `groupId:artifactId:version:type` */
  readonly artifact: string;
  readonly sha256: string;
  readonly megabytes: number;
}

export const SERVER: Archive = {
  file: `trino-server-core-${TRINO_VERSION}.tar.gz`,
  artifact: `io.trino:trino-server-core:${TRINO_VERSION}:tar.gz`,
  sha256: '0f388f9967c177ae70a47c099082fc95387f0c3cb96d8000d1d41fc3a5223158',
  megabytes: 194,
};

export const HIVE_PLUGIN: Archive = {
  file: `trino-hive-${TRINO_VERSION}.zip`,
  artifact: `io.trino:trino-hive:${TRINO_VERSION}:zip`,
  sha256: '611bacdb07d9f3cf7b9d47f97ecc76fa2e7ff8bfe8a9728c3d06adc1bfb8662e',
  megabytes: 258,
};

/** Outside the checkout, so that a fresh clone finds it. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'whatsapp-event-lake', 'trino');
}
