const DAY_MS = 86_400_000;

interface Days {
  readonly from: string;
  readonly through: string;
}

/** The days given; otherwise through yesterday (UTC), and from the same day a year before the last. */
export function simulatedDays({ from, through }: Partial<Days>, nowMs: number): Days {
  const last = through ?? isoDay(new Date(nowMs - DAY_MS));
  return { from: from ?? yearBefore(last), through: last };
}

function yearBefore(day: string): string {
  const date = new Date(day);
  date.setUTCFullYear(date.getUTCFullYear() - 1);
  return isoDay(date);
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
