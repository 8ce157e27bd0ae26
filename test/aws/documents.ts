/** Statuses of messages that nobody sent, to a number that nobody has. The prefix distinguishes one run from another. */
export function statuses(prefix: string, count: number, atMs: (index: number) => number): object {
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: '102290129340398', changes: [{ field: 'messages', value: value(prefix, count, atMs) }] }],
  };
}

function value(prefix: string, count: number, atMs: (index: number) => number): object {
  return {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: '106540352242922' },
    statuses: Array.from({ length: count }, (_, index) => ({
      id: `wamid.${prefix}-${index}`,
      status: 'sent',
      timestamp: String(Math.floor(atMs(index) / 1000)),
      recipient_id: '15550100999',
    })),
  };
}
