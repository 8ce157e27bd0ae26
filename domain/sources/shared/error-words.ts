/** A vendor’s error code in words. All texts are short: a view has them. */
export interface ErrorWords {
  readonly code: number;
  /** In two to four words. */
  readonly title: string;
  /** Why the vendor did not do it. */
  readonly meaning: string;
  /** What to do about it. */
  readonly action: string;
  /** Whose matter it is: of the contact or their phone, of the business, or of the vendor. */
  readonly concerns: 'recipient' | 'business' | 'meta';
  /** `meta_page`: read on a page of Meta’s. `secondary`: read where others cite Meta’s list, at two places at least. */
  readonly evidence: 'meta_page' | 'secondary';
  /** The month of that text. */
  readonly asOf: string;
}
