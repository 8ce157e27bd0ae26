import type { Filter, Window } from '../domain/pages/filter.ts';
import type { Answer } from './answer.ts';
import type { Facts } from './facts.ts';
import type { Formats } from './format.ts';
import type { Html } from './html.ts';

/** What a page is made of besides its own statements: the same for all. */
export interface View {
  readonly filter: Filter;
  readonly window: Window;
  /** The answer to one of the page’s statements, by its name. */
  readonly answer: (statement: string) => Answer;
  /** What no statement answers; null where the page did not ask for it, or it could not be had. */
  readonly facts: Facts | null;
  readonly formats: Formats;
  readonly header: Header;
  /** Served: filters are links, and the laptop’s live tail is there. A file holds what it shows. */
  readonly place: 'laptop' | 'file';
  /** Added to each id, where a document holds several views of a page. */
  readonly idSuffix?: string;
}

/** How fresh the numbers are, as `page_header` answers. Times are ISO 8601 in UTC. */
export interface Header {
  /** The newest receipt in the numbers; null while the lake is empty. */
  readonly asOf: string | null;
  readonly refreshedAt: string | null;
  readonly zone: string;
  /** The zone’s day of `asOf`, else of the clock. */
  readonly today: string;
  /** The first day with a message or charge; null where there are none. */
  readonly firstDataDay: string | null;
  readonly nowMs: number;
  readonly refreshMinutes: number;
}

/** A page: one file, one line in pages.ts. */
export interface Page {
  /** In its address, and in `lake page --page`. */
  readonly name: string;
  readonly title: string;
  /** Names of files in `athena-sql/pages`, asked side by side. */
  readonly statements: readonly string[];
  /** Whether it shows what no statement answers. */
  readonly needsFacts: boolean;
  /** Its statements read events: on AWS each refresh would pay for them, so that it is made for who asks. */
  readonly onlyOnDemand?: true;
  /** What is below the header and the filter. */
  readonly render: (view: View) => Html;
}
