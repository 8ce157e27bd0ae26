declare const brand: unique symbol;

/**
 * A keyed hash that stands for a person or for something that leads to one (`<version of the pepper>.<22 characters>`).
 * Columns of pseudonyms take nothing else, so that the compiler keeps raw identifiers out of rows; `pseudonym` of
 * key-ring.ts makes them.
 */
export type Pseudonym = string & { readonly [brand]: 'pseudonym' };
