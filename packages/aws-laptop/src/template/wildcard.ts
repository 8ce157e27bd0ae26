/**
 * Whether a text matches an IAM pattern as a whole: `*` matches any characters or none, `?` exactly one.
 * Source: IAM User Guide, "IAM JSON policy elements: Resource". It goes back only to
 * the last `*`, so that no pattern can take exponential time.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
