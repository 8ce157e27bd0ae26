/** `aws-laptop/testing`: small templates, clients, clocks and an Athena with tables, for Vitest. */

export { type ManualClock, manualClock } from './events/manual-clock.ts';
export { athenaFixture, type LocalAthena } from './testing/athena.ts';
export { type ClientSettings, serveForTest, settingsFor } from './testing/sdk.ts';
export { roleWith, smallTemplate, temporaryFolder } from './testing/small-template.ts';
