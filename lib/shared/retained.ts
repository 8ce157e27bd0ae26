import { RemovalPolicy } from 'aws-cdk-lib';

/**
 * For resources that hold data, or a name by which data is found: they remain when the stack is deleted
 * (`RetainExceptOnCreate` in the template). With plain `RETAIN` a failed creation would leave them behind, and one with a
 * fixed name, such as the database, would block the next attempt: docs/adr/0015.
 */
export const RETAINED = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
