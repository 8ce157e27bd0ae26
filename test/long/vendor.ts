import { setTimeout as sleep } from 'node:timers/promises';
import pMap from 'p-map';
import { meta } from '../../domain/sources/meta/meta.ts';

/** Posts a delivery signed as Meta signs it; the HTTP status, or 0 when there was no answer. */
export type Post = (body: Buffer) => Promise<number>;

export function metaVendor(url: string, appSecret: string): Post {
  return async (body) => {
    try {
      const headers = meta.sign(body, { app_secret: appSecret });
      const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  };
}

export interface Attempts {
  readonly posters: number;
  /** Posts of one delivery at most. */
  readonly tries: number;
  readonly pauseMs: number;
}

export interface Outcome {
  /** Deliveries that were never answered 200. */
  readonly left: readonly Buffer[];
  /** Posts by their answer's status. */
  readonly answers: Readonly<Record<string, number>>;
}

/** Each delivery is sent again until it is answered 200, as Meta does; several posters share the work. */
export async function deliverAll(post: Post, deliveries: readonly Buffer[], attempts: Attempts): Promise<Outcome> {
  const answers: Record<string, number> = {};
  const deliver = async (body: Buffer): Promise<readonly Buffer[]> => {
    for (let attempt = 1; attempt <= attempts.tries; attempt += 1) {
      const status = await post(body);
      answers[status] = (answers[status] ?? 0) + 1;
      if (status === 200) return [];
      await sleep(attempts.pauseMs);
    }
    return [body];
  };
  const left = await pMap(deliveries, deliver, { concurrency: attempts.posters });
  return { left: left.flat(), answers };
}
