/**
 * The shape of the ids of Meta's own objects (accounts, numbers, templates, flows, catalogues, ads): 15 to 20 digits.
 * E.164 numbers have at most 15 digits, and those in use have 14 at most.
 */
const VENDOR_ID = /^\d{15,20}$/;

export function isVendorId(value: string): boolean {
  return VENDOR_ID.test(value);
}
