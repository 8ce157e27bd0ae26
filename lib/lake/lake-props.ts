import type { Settings } from '../settings.ts';
import type { Catalog } from './catalog.ts';
import type { Stores } from './stores.ts';

/** What a construct needs that reads or writes rows. */
export interface LakeProps {
  /** The buckets and their keys. */
  readonly stores: Stores;
  /** The Glue database and its tables. */
  readonly catalog: Catalog;
  /** All settings of the stack. */
  readonly settings: Settings;
}
