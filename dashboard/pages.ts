import { BUTTONS } from './buttons.ts';
import { EXEC } from './exec.ts';
import { OPERATIONS } from './operations.ts';
import type { Page } from './page.ts';

/** Every page, in the order of the navigation. */
export const PAGES: readonly Page[] = [EXEC, OPERATIONS, BUTTONS];
