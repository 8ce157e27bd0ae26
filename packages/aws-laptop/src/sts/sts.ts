import { randomUUID } from 'node:crypto';
import { AwsError, type AwsRequest, type AwsResponse, type AwsService } from '../aws.ts';
import { textElement, xmlDocument } from '../endpoint/xml.ts';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/**
 * Security Token Service, as far as a client asks who it is: GetCallerIdentity, which needs no permission ("GetCallerIdentity",
 * AWS STS API Reference). Source of the format: Smithy, "AWS query protocol".
 */
export function createSts(): { readonly service: AwsService } {
  return { service: { signingName: 'sts', handle: async (request) => handle(request) } };
}

function handle({ body, principal }: AwsRequest): AwsResponse {
  const action = new URLSearchParams(body.toString('utf8')).get('Action') ?? '';
  if (action !== 'GetCallerIdentity') {
    throw new AwsError('InvalidAction', `The laptop's STS covers GetCallerIdentity, not "${action}".`);
  }
  const { arn, userId, account } = identityOf(principal.arn);
  const members = textElement('Arn', arn) + textElement('UserId', userId) + textElement('Account', account);
  const content =
    `<GetCallerIdentityResult>${members}</GetCallerIdentityResult>` +
    `<ResponseMetadata>${textElement('RequestId', randomUUID())}</ResponseMetadata>`;
  const text = xmlDocument('GetCallerIdentityResponse', content, NAMESPACE);
  return { status: 200, headers: { 'content-type': 'text/xml' }, body: text };
}

const SESSION = 'laptop';

/** A role is called through a session of it, whose name is always the same here. */
function identityOf(arn: string): { readonly arn: string; readonly userId: string; readonly account: string } {
  const account = arn.split(':')[4] ?? '';
  const name = arn.split('/').at(-1) ?? '';
  if (!arn.includes(':role/')) return { arn, userId: name, account };
  return { arn: `arn:aws:sts::${account}:assumed-role/${name}/${SESSION}`, userId: `${name}:${SESSION}`, account };
}
