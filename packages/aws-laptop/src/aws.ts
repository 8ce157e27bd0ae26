/**
 * What the laptop's stand-ins for AWS services share: who calls, how a refusal looks on the wire, and what a
 * synthesised template is once its intrinsic functions are resolved.
 */

/** Whoever signed a call: a function's role, a service's role, or the person at the keyboard. */
export interface Principal {
  /** The role's ARN, for error messages. */
  readonly arn: string;
  /**
   * Whether the role's policies in the template allow `action` (`dynamodb:PutItem`) on `resource` (an ARN). `context` has
   * what the call carries beside what every call does, by condition key (`kms:ViaService`).
   */
  readonly allows: (action: string, resource: string, context?: Readonly<Record<string, string>>) => boolean;
  /** Whether they deny it explicitly, which no resource's policy can overrule. Absent for who has no such statement. */
  readonly denies?: Principal['allows'];
}

/** An error as AWS spells it: the SDK turns `code` into the exception's name. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}

/**
 * Throws AccessDeniedException, worded as AWS words it, unless the principal's policies allow the call.
 * S3 says `AccessDenied`, every JSON service `AccessDeniedException`.
 */
export function authorize(principal: Principal, action: string, resource: string): void {
  if (principal.allows(action, resource)) return;
  const s3 = action.startsWith('s3:');
  throw new AwsError(
    s3 ? 'AccessDenied' : 'AccessDeniedException',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ` +
      'because no identity-based policy in the synthesised template allows it. Add the grant in the CDK app.',
    s3 ? 403 : 400,
  );
}

export interface AwsRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly principal: Principal;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** One AWS service on the shared local endpoint; requests are routed by the name in the signature's credential scope. */
export interface AwsService {
  /** `firehose`, `athena`, `secretsmanager`, `dynamodb`, `s3`, `cloudformation`. */
  readonly signingName: string;
  handle(request: AwsRequest): Promise<AwsResponse>;
}

export type JsonOperation = (input: Record<string, unknown>, principal: Principal) => Promise<unknown>;

/** A service that speaks AWS JSON 1.0/1.1: `X-Amz-Target: <prefix>.<Operation>`, JSON in, JSON out. */
export function jsonService(signingName: string, operations: Readonly<Record<string, JsonOperation>>): AwsService {
  return {
    signingName,
    async handle(request) {
      const name = (request.headers['x-amz-target'] ?? '').split('.').at(-1) ?? '';
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (operation === undefined) {
        throw new AwsError(
          'UnknownOperationException',
          `The laptop's ${signingName} does not cover the operation "${name}"; it covers ${Object.keys(operations).join(', ')}.`,
        );
      }
      const input: Record<string, unknown> = JSON.parse(request.body.toString('utf8') || '{}');
      const output = await operation(input, request.principal);
      return {
        status: 200,
        headers: { 'content-type': request.headers['content-type'] ?? 'application/x-amz-json-1.1' },
        body: JSON.stringify(output ?? {}),
      };
    },
  };
}

/** A resource of the template with every intrinsic function in its properties resolved to plain values. */
export interface Resource {
  readonly logicalId: string;
  /** `AWS::Lambda::Function` */
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What `Ref` gives: the physical name or id. */
  readonly ref: string;
  /** The ARN, for types that have one; otherwise an empty string. */
  readonly arn: string;
}

export interface Template {
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
  /** All resources in an order in which each comes after those it refers to. */
  readonly resources: readonly Resource[];
  readonly outputs: readonly { readonly key: string; readonly value: string; readonly description: string }[];
  ofType(type: string): readonly Resource[];
  /** The folder of a Lambda's bundle in the cloud assembly, from the `S3Key` of its `Code`. */
  assetPath(s3Key: string): string;
  /** The principal of a role, by its ARN: the sum of the policies the template attaches to it. Throws if unknown. */
  principalOf(roleArn: string): Principal;
}

/** What the laptop's S3 offers the other stand-ins in process; each checks the principal as the HTTP API does. */
export interface ObjectStore {
  /** Needs `s3:PutObject`, and `kms:GenerateDataKey` on the bucket's key when the template encrypts it by one. */
  put(principal: Principal, bucket: string, key: string, body: Buffer): Promise<void>;
  /** Where a bucket's objects lie on disk, for DuckDB to read and write. An object's path is this plus its key. */
  folderOf(bucket: string): string;
}

/** What the laptop's Lambda offers the other stand-ins. */
export interface FunctionRuntime {
  /**
   * Runs the function once, synchronously, as `Invoke` does: the payload, or the error the function threw or the
   * time-out that ended it. Needs `lambda:InvokeFunction`. Requests and responses over 6 MB are refused
   * (facts: Lambda's synchronous payload limit).
   */
  invoke(principal: Principal, functionArn: string, event: unknown): Promise<InvokeResult>;
}

export interface InvokeResult {
  readonly payload: unknown;
  /** Set when the function threw, timed out, or ran out of memory: `{errorType, errorMessage}` as Lambda reports it. */
  readonly functionError?: { readonly errorType: string; readonly errorMessage: string };
}
