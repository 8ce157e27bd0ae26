import { GlueClient } from '@aws-sdk/client-glue';
import { gluePartitions, type Partition, type Partitions } from '../../lambdas/aws/partitions.ts';
import type { Laptop } from './local-athena.ts';

type Command = Parameters<GlueClient['send']>[0];

/** The partitions of the test's database, by the functions' own adapter. */
export function partitionsOf(laptop: Laptop): Partitions {
  const send = (command: Command) =>
    laptop.glue(command.constructor.name.replace(/Command$/, ''), JSON.parse(JSON.stringify(command.input)));
  const client: GlueClient = Object.assign(Object.create(new GlueClient({ region: 'eu-west-1' })), { send });
  return gluePartitions(client, 'lake');
}

/** The partition of closed days that a folder of `compacted/` is. */
export function compactedPartition(folder: string): Partition {
  const [, day = '', family = ''] = /dt=([^/]+)\/family=([^/]+)\/?$/.exec(folder) ?? [];
  return { values: [day, family], location: `s3://lake/${folder.replace(/\/?$/, '/')}` };
}
