import type { FirehoseTransformationEvent, FirehoseTransformationResult } from 'aws-lambda';

/** A row for each line of an order. */
export function handler({ records }: FirehoseTransformationEvent): FirehoseTransformationResult {
  return {
    records: records.map(({ recordId, data }) => {
      const { id, lines } = JSON.parse(Buffer.from(data, 'base64').toString('utf8'));
      const rows = lines.map((line: object) => JSON.stringify({ order_id: id, ...line }));
      return { recordId, result: 'Ok', data: Buffer.from(rows.join('\n')).toString('base64') };
    }),
  };
}
