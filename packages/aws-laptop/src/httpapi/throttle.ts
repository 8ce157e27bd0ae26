/** API Gateway's throttle: a token bucket per route ("Throttle requests to your HTTP APIs"). */

import type { ThrottleLimits } from './definition.ts';

/**
 * Whether a request may pass at `nowMillis`. A bucket holds `burst` tokens at most, starts full, gains
 * `ratePerSecond` and gives one to each request.
 */
export function createThrottle({ ratePerSecond, burst }: ThrottleLimits): (nowMillis: number) => boolean {
  let tokens = burst;
  let filledAt: number | undefined;
  return (nowMillis) => {
    const elapsedSeconds = Math.max(0, nowMillis - (filledAt ?? nowMillis)) / 1000;
    tokens = Math.min(burst, tokens + elapsedSeconds * ratePerSecond);
    filledAt = nowMillis;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
