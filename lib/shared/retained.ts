import { RemovalPolicy } from 'aws-cdk-lib';

/**
 * What holds data, or a name that data is found by, outlives the stack (`RetainExceptOnCreate` in the template). With
 * plain `RETAIN` a creation that fails would leave all of it behind, and a resource with a name of its own, as the
 * database, would stop the second try: docs/adr/0015.
 */
export const RETAINED = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
