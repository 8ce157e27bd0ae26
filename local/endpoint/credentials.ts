import { createHash } from 'node:crypto';
import type { AwsRequest, Principal, Template } from '../aws.ts';

/** Who signed a request and for which service: the credential scope of Signature Version 4. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly service: string;
}

const SCOPE = /^([^/]+)\/\d{8}\/[^/]+\/([^/]+)\/aws4_request$/;

/**
 * The credential scope of a signed request, from its `Authorization` header or, for a presigned one, its query.
 * Source: IAM User Guide, "Elements of an AWS API request signature".
 * @returns undefined for a request that is not signed in this way.
 */
export function credentialScopeOf(request: Pick<AwsRequest, 'headers' | 'query'>): CredentialScope | undefined {
  const header = /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1];
  const [, accessKeyId, service] = SCOPE.exec(header ?? request.query.get('X-Amz-Credential') ?? '') ?? [];
  return accessKeyId === undefined || service === undefined ? undefined : { accessKeyId, service };
}

/**
 * An access key id that stays the same for the same role, so that a call shows which role made it: twenty upper-case
 * letters and digits, as AWS's are. It opens nothing: signatures are not verified on the laptop.
 */
export function accessKeyFor(roleArn: string): string {
  const digest = createHash('sha256').update(roleArn).digest('hex').toUpperCase();
  return `LAKE${digest.slice(0, 16)}`;
}

/** The principals of the template's roles, found by the access key that stands for each. */
export function principalsByKey(template: Template): (accessKeyId: string) => Principal | undefined {
  const roles = template.ofType('AWS::IAM::Role');
  const byKey = new Map(roles.map(({ arn }) => [accessKeyFor(arn), template.principalOf(arn)]));
  return (accessKeyId) => byKey.get(accessKeyId);
}
