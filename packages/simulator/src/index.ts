/** What the package offers; its other files are its own affair. */
export { NO_PURPOSE } from './campaigns.ts';
export type { Extra } from './context.ts';
export type { Delivery } from './emitted.ts';
export { USER_IDS_FROM_MS } from './eras.ts';
export { type Rng, seeded } from './rng.ts';
export {
  type FunnelCounts,
  type FunnelTruth,
  type SampleDay,
  type SampleTraffic,
  sampleDay,
  sampleTraffic,
} from './sample-day.ts';
export { type SampleDays, sampleDays } from './sample-days.ts';
export { type SimulateOptions, simulate } from './simulate.ts';
export { ofKind, type Traffic, trafficOf } from './traffic.ts';
export type * from './truth.ts';
export { ACCOUNTS, type Account, type BusinessNumber } from './world.ts';
