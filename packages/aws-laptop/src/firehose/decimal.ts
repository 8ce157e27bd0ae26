const NUMERIC = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * A number written as text, as a whole number of 10^-scale, rounded half up as Hive rounds; undefined when it is not
 * a number or needs more than `precision` digits.
 */
export function unscaledDecimal(text: string, precision: number, scale: number): bigint | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = NUMERIC.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') return undefined;
  const shift = Number(exponent) - fraction.length + scale;
  const unscaled = shifted(BigInt(whole + fraction), shift);
  if (unscaled >= 10n ** BigInt(precision)) return undefined;
  return sign === '-' ? -unscaled : unscaled;
}

function shifted(digits: bigint, places: number): bigint {
  if (places >= 0) return digits * 10n ** BigInt(places);
  const divisor = 10n ** BigInt(-places);
  return (digits * 2n + divisor) / (divisor * 2n);
}
