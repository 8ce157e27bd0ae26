import { randomUUID } from 'node:crypto';
import { AwsError, type AwsRequest, type AwsResponse, type AwsService, authorize, type Template } from '../aws.ts';
import { textElement, xmlDocument } from '../endpoint/xml.ts';
import { arnOf, stackIdOf } from '../template/scope.ts';

export interface CloudFormationOptions {
  readonly template: Template;
  /** When the data folder was made: the laptop's deployment of the stack. */
  readonly createdAt: Date;
}

const NAMESPACE = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

/**
 * CloudFormation, as far as a client asks it for a stack's outputs: DescribeStacks on the one stack that runs here,
 * always CREATE_COMPLETE. Source of the format: Smithy, "AWS query protocol".
 */
export function createCloudFormation(options: CloudFormationOptions): { readonly service: AwsService } {
  return { service: { signingName: 'cloudformation', handle: async (request) => handle(options, request) } };
}

function handle(options: CloudFormationOptions, request: AwsRequest): AwsResponse {
  const input = new URLSearchParams(request.body.toString('utf8'));
  const action = input.get('Action') ?? '';
  if (action !== 'DescribeStacks') {
    throw new AwsError('InvalidAction', `The laptop's CloudFormation covers DescribeStacks, not "${action}".`);
  }
  const name = input.get('StackName');
  authorize(request.principal, 'cloudformation:DescribeStacks', resourceOf(options.template, name));
  checkStack(options.template, name);
  const result = `<DescribeStacksResult><Stacks><member>${stackContent(options)}</member></Stacks></DescribeStacksResult>`;
  const metadata = `<ResponseMetadata>${textElement('RequestId', randomUUID())}</ResponseMetadata>`;
  const body = xmlDocument('DescribeStacksResponse', result + metadata, NAMESPACE);
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}

/**
 * What a call is checked on: the stack's id where that is what it names, else the name with a star in place of the id, which
 * only a statement with a star matches. Seen in refusals on AWS: github.com/aws/aws-parallelcluster/pull/754.
 */
function resourceOf(template: Template, name: string | null): string {
  return name === stackIdOf(template) ? name : arnOf(template, 'cloudformation', `stack/${name ?? '*'}/*`);
}

/** Without a name every stack is described, and there is one. */
function checkStack(template: Template, name: string | null): void {
  if (name === null || name === template.stackName || name === stackIdOf(template)) return;
  throw new AwsError('ValidationError', `Stack with id ${name} does not exist`);
}

function stackContent({ template, createdAt }: CloudFormationOptions): string {
  return [
    textElement('StackId', stackIdOf(template)),
    textElement('StackName', template.stackName),
    textElement('CreationTime', createdAt.toISOString()),
    textElement('StackStatus', 'CREATE_COMPLETE'),
    `<Outputs>${template.outputs.map(outputElement).join('')}</Outputs>`,
  ].join('');
}

function outputElement({ key, value, description }: Template['outputs'][number]): string {
  const described = description === '' ? '' : textElement('Description', description);
  return `<member>${textElement('OutputKey', key)}${textElement('OutputValue', value)}${described}</member>`;
}
