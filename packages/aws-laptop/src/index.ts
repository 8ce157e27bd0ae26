/** Runs a synthesised CDK template on this machine: the package's main entry. */

export { type QueryRequests, queryRequests, type TableRequests } from './athena/query-requests.ts';
export type { Principal, Resource, Template } from './aws.ts';
export {
  type EndpointFile,
  hasLostSecrets,
  keepPrivate,
  removeEndpointFile,
  takeDataFolder,
  writeEndpointFile,
} from './data-folder.ts';
export { accessKeyFor } from './endpoint/credentials.ts';
export { type Clock, STOPPED_CLOCK, SYSTEM_CLOCK } from './events/clock.ts';
export { createFaults, type Faults } from './faults/faults.ts';
export { type FaultPlan, type FaultRule, parsePlan, readPlan } from './faults/plan.ts';
export { requireFreePort } from './httpapi/http-server.ts';
export { OPERATOR_ACCESS_KEY } from './operator.ts';
export { type RunningStack, type StackOptions, startStack } from './stack.ts';
export { type ReadTemplate, readTemplate, skippedLines } from './template/read-template.ts';
