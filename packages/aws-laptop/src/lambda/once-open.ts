import type { FunctionRuntime } from '../aws.ts';

export interface Opening {
  /** The functions for whoever has work at once, such as Firehose with what an earlier process left: calls wait. */
  readonly functions: FunctionRuntime;
  /** The AWS APIs answer, so that a function finds them: lets the calls through. */
  readonly open: () => void;
  /** Rejects the calls that still wait; after `open` it does nothing. */
  readonly giveUp: () => void;
}

/** Functions that run from a moment on: one that began before it would call AWS itself, for the time it stays warm. */
export function functionsOnceOpen(functions: FunctionRuntime): Opening {
  const { promise: isOpen, resolve: open, reject } = Promise.withResolvers<void>();
  // Without a call that waits there is nobody to hear of it.
  isOpen.catch(() => undefined);
  return {
    functions: {
      async invoke(principal, functionArn, event) {
        await isOpen;
        return functions.invoke(principal, functionArn, event);
      },
    },
    open,
    giveUp: () => reject(new Error('The stack ended before its AWS APIs answered.')),
  };
}
