import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import * as z from 'zod';
import type { FunctionRuntime, Principal, Resource, Template } from '../aws.ts';
import { isCustom } from '../template/resource-types.ts';
import type { MadeBefore } from './made-before.ts';

const answerSchema = z.object({ Status: z.enum(['SUCCESS', 'FAILED']), Reason: z.string().optional() });
const propertiesSchema = z.looseObject({ ServiceToken: z.string() });

/** CloudFormation itself invokes the function of a custom resource. */
const CLOUDFORMATION: Principal = { arn: 'cloudformation.amazonaws.com', allows: () => true };

export interface CustomResourceOptions {
  readonly template: Template;
  readonly functions: FunctionRuntime;
  readonly before: MadeBefore;
  /** Called with what is made next. */
  readonly onStep: (step: string) => void;
}

/**
 * Makes the template's custom resources as CloudFormation does at deployment: the function is invoked with a URL, and
 * puts there how it ended. A FAILED one fails the start, with its reason. What an earlier start made is left as it is.
 */
export async function createCustomResources(options: CustomResourceOptions): Promise<void> {
  const { template, functions, before, onStep } = options;
  for (const resource of template.resources.filter(({ type }) => isCustom(type))) {
    if (await before.has(resource)) continue;
    onStep(`${resource.type} ${resource.logicalId}`);
    const answer = await create(template, resource, functions);
    if (answer.Status === 'FAILED') throw new Error(`${resource.type} ${resource.logicalId} failed: ${answer.Reason}`);
    await before.remember(resource);
  }
}

async function create(template: Template, resource: Resource, functions: FunctionRuntime) {
  const mailbox = await openMailbox();
  try {
    const properties = propertiesSchema.parse(resource.properties);
    const event: CloudFormationCustomResourceEvent = {
      RequestType: 'Create',
      ServiceToken: properties.ServiceToken,
      ResponseURL: mailbox.url,
      StackId: `arn:aws:cloudformation:${template.region}:${template.accountId}:stack/${template.stackName}/laptop`,
      RequestId: randomUUID(),
      LogicalResourceId: resource.logicalId,
      ResourceType: resource.type,
      ResourceProperties: properties,
    };
    const { functionError } = await functions.invoke(CLOUDFORMATION, properties.ServiceToken, event);
    const failed = functionError && { Status: 'FAILED' as const, Reason: functionError.errorMessage };
    return failed ?? mailbox.answer() ?? { Status: 'FAILED' as const, Reason: 'The function answered nothing.' };
  } finally {
    mailbox.close();
  }
}

/** In place of the pre-signed S3 URL that CloudFormation gives out. */
async function openMailbox() {
  let received: z.infer<typeof answerSchema> | undefined;
  // Signed on AWS; here the path is what no other process knows.
  const path = `/${randomUUID()}`;
  const server = createServer(async (request, response) => {
    if (request.method !== 'PUT' || request.url !== path) return void response.writeHead(403).end();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received = answerSchema.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8'))).data;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${path}`, answer: () => received, close: () => server.close() };
}
