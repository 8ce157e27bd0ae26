import { createHmac, randomBytes } from 'node:crypto';
import type { AwsRequest, Principal, Template } from '../aws.ts';

/** Who signed a request and for which service: the credential scope of Signature Version 4. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly service: string;
}

const SCOPE = /^([^/]+)\/\d{8}\/[^/]+\/([^/]+)\/aws4_request$/;

/**
 * The credential scope of a signed request, from its `Authorization` header. A presigned request, whose credentials are
 * in its query, is not covered: a link on any web page could carry them.
 * Source: IAM User Guide, "Elements of an AWS API request signature".
 * @returns undefined for a request that is not signed in this way.
 */
export function credentialScopeOf(request: Pick<AwsRequest, 'headers'>): CredentialScope | undefined {
  const header = /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1];
  const [, accessKeyId, service] = SCOPE.exec(header ?? '') ?? [];
  return accessKeyId === undefined || service === undefined ? undefined : { accessKeyId, service };
}

/** Of this process. Only who can read the data folder's `endpoint.json`, or is one of the functions, learns a key. */
const SECRET_OF_THIS_START = randomBytes(32);

/**
 * The access key id of a role or user: twenty upper-case letters and digits, as AWS's are. It is the same all through
 * one start, so that a call shows who made it, and another at the next. Signatures are not verified on the laptop: the
 * id alone is what opens the endpoint.
 */
export function accessKeyFor(arn: string): string {
  const digest = createHmac('sha256', SECRET_OF_THIS_START).update(arn).digest();
  return `LOCAL${[...digest.subarray(0, 15)].map((byte) => KEY_CHARACTERS.charAt(byte % 32)).join('')}`;
}

/** Base 32, as AWS's ids. */
const KEY_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The principals of the template's roles, found by the access key that stands for each. */
export function principalsByKey(template: Template): (accessKeyId: string) => Principal | undefined {
  const roles = template.ofType('AWS::IAM::Role');
  const byKey = new Map(roles.map(({ arn }) => [accessKeyFor(arn), template.principalOf(arn)]));
  return (accessKeyId) => byKey.get(accessKeyId);
}
