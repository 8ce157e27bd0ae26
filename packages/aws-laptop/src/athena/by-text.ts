/** What a text alone decides, kept for the next time: a statement is looked at in several ways, and pages ask the same again. */

const MAX_TEXTS = 500;

/** The oldest is given up where there would be too many. A failure is not kept. */
export function byText<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const now = make(text);
    keep(made, text, now);
    return now;
  };
}

/** As `byText`, where something else is needed to make it, which does not change it. */
export function byTextWith<With, T>(
  make: (tool: With, text: string) => Promise<T>,
): (tool: With, text: string) => Promise<T> {
  const made = new Map<string, T>();
  return async (tool, text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const now = await make(tool, text);
    keep(made, text, now);
    return now;
  };
}

function keep<T>(made: Map<string, T>, text: string, value: T): void {
  const [oldest] = made.size >= MAX_TEXTS ? made.keys() : [];
  if (oldest !== undefined) made.delete(oldest);
  made.set(text, value);
}
