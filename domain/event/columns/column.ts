/** Glue's (Hive's) type names. */
export type ColumnType = 'string' | 'int' | 'bigint' | 'double' | 'boolean' | 'timestamp';

/**
 * `none`: says nothing about a person. `pseudonym`: a keyed hash that stands for one, useless without the pepper.
 * There is no third kind: what identifies a person does not pass the transform.
 */
export type PersonalData = 'none' | 'pseudonym';

export interface ColumnDefinition<T extends ColumnType = ColumnType, P extends PersonalData = PersonalData> {
  readonly type: T;
  readonly meaning: string;
  readonly personalData: P;
  /**
   * Names given by the business (a campaign, a template, a button) as it wrote them, by the grammar of
   * domain/personal/names.ts, else keyed hashes. Every other column of texts holds known or checked forms, or keys.
   */
  readonly isNamedByBusiness: boolean;
  /** The schema version that brought the column. */
  readonly since: number;
}

function of<T extends ColumnType, P extends PersonalData>(type: T, personalData: P, isNamedByBusiness = false) {
  return (meaning: string, since = 1): ColumnDefinition<T, P> => ({
    type,
    meaning,
    personalData,
    isNamedByBusiness,
    since,
  });
}

export const text = of('string', 'none');
/** A keyed hash that stands for a person, or for something that leads to one. */
export const key = of('string', 'pseudonym');
/** A name given by the business. */
export const name = of('string', 'none', true);
export const count = of('int', 'none');
export const long = of('bigint', 'none');
export const decimal = of('double', 'none');
export const flag = of('boolean', 'none');
export const instant = of('timestamp', 'none');
