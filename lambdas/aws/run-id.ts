import { randomBytes } from 'node:crypto';

/** Names a run: `20261121T021500Z-1a2b3c4d`, in order of time, and never the same twice. */
export function newRunId(): string {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `${time}-${randomBytes(4).toString('hex')}`;
}
