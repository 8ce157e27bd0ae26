import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { canonical } from '../../shared/json.ts';
import { jsonText } from '../../shared/json-text.ts';
import type { ReplayRequest } from './request.ts';

/** The first line that was not dealt with; lines count from 0. */
export interface Position {
  readonly object: string;
  readonly line: number;
}

const cursorSchema = jsonText(z.object({ object: z.string(), line: z.int().check(z.nonnegative()), of: z.string() }));

/** An opaque text for the position of a run. It goes with the same selection only. */
export function cursorAt({ object, line }: Position, request: ReplayRequest): string {
  return Buffer.from(JSON.stringify({ object, line, of: selectionOf(request) })).toString('base64url');
}

/** Where the run before ended; null at the beginning. Throws for a cursor of another selection, or none at all. */
export function positionOf(request: ReplayRequest): Position | null {
  if (request.cursor === undefined) return null;
  const parsed = z.safeParse(cursorSchema, Buffer.from(request.cursor, 'base64url').toString('utf8'));
  if (parsed.success && parsed.data.of === selectionOf(request)) {
    return { object: parsed.data.object, line: parsed.data.line };
  }
  throw new Error(
    'The cursor does not go with this selection: give it with the same from, times, sources, kinds, keys and reason as before.',
  );
}

/** What a run selects, without how much of it and whether it is put. */
function selectionOf({ cursor: _cursor, limit: _limit, dryRun: _dryRun, ...selection }: ReplayRequest): string {
  return createHash('sha256').update(canonical(selection)).digest('base64url').slice(0, 16);
}
