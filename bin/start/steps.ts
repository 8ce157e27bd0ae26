/** What a step's line is written to: standard output. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** The steps of a start, a line each: what is done and how long it took. */
export interface Steps {
  /** Ends the step before it. */
  begin(text: string): void;
  /** Ends the line; without a step under way it does nothing. */
  end(note?: string): void;
  /** A step whose work is one call; `note` says what came of it. */
  during<T>(text: string, work: () => Promise<T>, note?: (result: T) => string): Promise<T>;
}

const TICK_MS = 1_000;
/** Where a line cannot be written again, each further sign of life lengthens it. */
const LOG_TICKS = 5;

export function createSteps(screen: Screen, now: () => number = () => performance.now()): Steps {
  let step: { text: string; startedAt: number; timer: NodeJS.Timeout } | undefined;
  const steps: Steps = {
    begin(text) {
      steps.end();
      const startedAt = now();
      let ticks = 0;
      const tick = () => {
        ticks += 1;
        if (screen.isTTY) screen.write(`\r${text} … ${ticks} s`);
        else if (ticks % LOG_TICKS === 0) screen.write(` ${ticks} s …`);
      };
      screen.write(`${text} …`);
      step = { text, startedAt, timer: setInterval(tick, TICK_MS) };
      step.timer.unref();
    },
    end(note = '') {
      if (step === undefined) return;
      const { text, startedAt, timer } = step;
      step = undefined;
      clearInterval(timer);
      const seconds = `${((now() - startedAt) / 1000).toFixed(1)} s`;
      screen.write(`${screen.isTTY ? `\r${text} …` : ''} ${note === '' ? seconds : `${note} (${seconds})`}\n`);
    },
    async during(text, work, note = () => '') {
      steps.begin(text);
      try {
        const result = await work();
        steps.end(note(result));
        return result;
      } finally {
        steps.end();
      }
    },
  };
  return steps;
}
