/** A BCP 47 tag in its canonical form, as `en-IN`; undefined for a text that is none. */
export function canonicalLocale(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
