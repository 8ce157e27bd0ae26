import { build } from '../../bin/start/build.ts';

/** The tests that run the stack run the template and the bundles as they are now. */
export default async function setup(): Promise<void> {
  await build();
}
