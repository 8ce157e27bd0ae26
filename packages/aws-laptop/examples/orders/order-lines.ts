import { Aws } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { type IGrantable, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

const DATABASE = 'shop';
const TABLE = 'order_lines';

interface OrderLinesProps {
  readonly bucket: IBucket;
  /** Makes rows of what was put. */
  readonly transform: IFunction;
}

/** Order lines as Parquet, one folder a day, and the table that Athena reads them by. */
export class OrderLines extends Construct {
  readonly streamName: string;
  readonly #arn: string;

  constructor(scope: Construct, id: string, { bucket, transform }: OrderLinesProps) {
    super(scope, id);
    const database = new CfnDatabase(this, 'Database', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: { name: DATABASE },
    });
    const table = tableOf(this, bucket);
    table.node.addDependency(database);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('firehose.amazonaws.com') });
    bucket.grantReadWrite(role);
    transform.grantInvoke(role);
    const glue = ['catalog', `database/${DATABASE}`, `table/${DATABASE}/${TABLE}`].map(
      (name) => `arn:aws:glue:${Aws.REGION}:${Aws.ACCOUNT_ID}:${name}`,
    );
    const actions = ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'];
    role.addToPolicy(new PolicyStatement({ actions, resources: glue }));
    const stream = new CfnDeliveryStream(this, 'Stream', {
      extendedS3DestinationConfiguration: {
        bucketArn: bucket.bucketArn,
        roleArn: role.roleArn,
        prefix: 'lines/day=!{timestamp:yyyy-MM-dd}/',
        errorOutputPrefix: 'failed/!{firehose:error-output-type}/',
        bufferingHints: { intervalInSeconds: 60, sizeInMBs: 64 },
        processingConfiguration: {
          enabled: true,
          processors: [
            { type: 'Lambda', parameters: [{ parameterName: 'LambdaArn', parameterValue: transform.functionArn }] },
          ],
        },
        dataFormatConversionConfiguration: {
          inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } },
          outputFormatConfiguration: { serializer: { parquetSerDe: {} } },
          schemaConfiguration: { databaseName: DATABASE, tableName: TABLE, roleArn: role.roleArn },
        },
      },
    });
    stream.node.addDependency(table, role);
    this.streamName = stream.ref;
    this.#arn = stream.attrArn;
  }

  grantPut(grantee: IGrantable): void {
    const statement = new PolicyStatement({ actions: ['firehose:PutRecordBatch'], resources: [this.#arn] });
    grantee.grantPrincipal.addToPrincipalPolicy(statement);
  }
}

function tableOf(scope: Construct, bucket: IBucket): CfnTable {
  return new CfnTable(scope, 'Table', {
    catalogId: Aws.ACCOUNT_ID,
    databaseName: DATABASE,
    tableInput: {
      name: TABLE,
      tableType: 'EXTERNAL_TABLE',
      partitionKeys: [{ name: 'day', type: 'string' }],
      parameters: {
        'projection.enabled': 'true',
        'projection.day.type': 'date',
        'projection.day.format': 'yyyy-MM-dd',
        'projection.day.range': '2026-01-01,NOW+1DAYS',
        'storage.location.template': `s3://${bucket.bucketName}/lines/day=\${day}/`,
      },
      storageDescriptor: {
        location: `s3://${bucket.bucketName}/lines/`,
        inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
        serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
        columns: [
          { name: 'order_id', type: 'string' },
          { name: 'article', type: 'string' },
          { name: 'pieces', type: 'int' },
        ],
      },
    },
  });
}
