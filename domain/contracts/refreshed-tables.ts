import type { RefreshedTable } from '../sql/refreshed-table.ts';

export const REFRESHED_TABLES: readonly RefreshedTable[] = [];
