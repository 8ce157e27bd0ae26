/**
 * Whether a name is one of the IANA database's time zones with a place in it, or UTC. Also one that ICU lists under another
 * name, as Asia/Kolkata; no offsets, which have no daylight saving, and no short names such as IST, which mean several.
 */
export function isTimeZone(name: string): boolean {
  if (!/^(UTC|[A-Z][A-Za-z_]+(\/[A-Za-z_+-]+){1,2})$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
