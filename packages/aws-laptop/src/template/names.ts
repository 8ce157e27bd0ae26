import { type Scope, stableHex } from './scope.ts';

/** How long a physical name of a resource type may be, and which characters it may hold. */
export interface NameShape {
  readonly maxLength: number;
  readonly forbidden: RegExp;
  readonly separator: '-' | '_';
  readonly lowerCase: boolean;
}

export const PLAIN: NameShape = { maxLength: 64, forbidden: /[^A-Za-z0-9-]/g, separator: '-', lowerCase: false };

/** Facts: S3 bucket naming rules, 3 to 63 lower-case letters, digits and hyphens. */
export const BUCKET: NameShape = { maxLength: 63, forbidden: /[^a-z0-9-]/g, separator: '-', lowerCase: true };

/** Athena reads Glue names only in lower case, with underscores as the one special character. */
export const CATALOG: NameShape = { maxLength: 255, forbidden: /[^a-z0-9_]/g, separator: '_', lowerCase: true };

/** The name of a resource that has none in the template: `<stack>-<logical id>`, made valid for its type. */
export function generatedName(scope: Scope, logicalId: string, shape: NameShape): string {
  const joined = `${scope.stackName}${shape.separator}${logicalId}`;
  const cased = shape.lowerCase ? joined.toLowerCase() : joined;
  const valid = cased.replace(shape.forbidden, shape.separator);
  if (valid.length <= shape.maxLength) return valid;
  const tail = `${shape.separator}${stableHex(joined).slice(0, 8)}`;
  return valid.slice(0, shape.maxLength - tail.length) + tail;
}
