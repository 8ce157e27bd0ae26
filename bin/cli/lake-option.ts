import { resolve } from 'node:path';
import type { Target } from './target.ts';

/** What a command that somebody pastes needs to name this lake; nothing for a laptop’s default folder. */
export function lakeOptionOf({ dataDir, stackName, clientConfig: { region } }: Omit<Target, 'output'>): string {
  if (dataDir === undefined) return `--stack ${stackName}${region === undefined ? '' : ` --region ${region}`}`;
  // The function of the pages takes no option that a shell does more with than pass on.
  return dataDir === resolve('.lake') || !/^[\w.@%+:,/-]+$/.test(dataDir) ? '' : `--data ${dataDir}`;
}
