/** The engine cannot be had here; the message says why and what to do. Nothing was compared. */
export class EngineUnavailable extends Error {}

/** Turns what goes wrong while the engine is fetched or started into "it cannot be had". */
export function unavailable(what: string, cause: unknown): EngineUnavailable {
  return new EngineUnavailable(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
}
