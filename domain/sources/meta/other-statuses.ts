import { at, member, text } from '../../shared/json.ts';
import { currencyCode } from '../shared/amounts.ts';
import { codeOf, errorCode } from '../shared/errors.ts';
import { keyOf, type MappedRow, type MappingInput, textAt, wordOf } from '../shared/mapping.ts';
import { minorUnits, numberOf } from '../shared/money.ts';
import { enumWord, sourceEvent, vendorWord } from '../shared/words.ts';
import { recipientColumns } from './recipient.ts';

/** How a payment inside WhatsApp goes: of the payment itself (`status`), or of one attempt at it (`transaction`). */
export function paymentStatus(input: MappingInput): MappedRow {
  const { item } = input;
  const word = vendorWord(textAt(item, 'status'));
  const currency = currencyCode(textAt(item, 'payment.currency', 'payment.amount.currency'));
  return {
    row: {
      event_type: word === null ? 'unmapped' : 'payment_status_changed',
      source_event: sourceEvent('messages.status.payment', word),
      direction: 'outbound',
      ...recipientColumns(input),
      message_key: keyOf(input, 'message', textAt(item, 'id')),
      status: wordOf(input, textAt(item, 'status')),
      reason: wordOf(input, textAt(item, 'payment.transaction.status')),
      error_code: errorCode(item) ?? codeOf(at(item, 'payment.transaction.error')),
      amount_minor: minorUnits(mainUnits(at(item, 'payment.amount')), currency),
      currency,
    },
  };
}

/** Meta sends `value` and what to divide it by, `offset`. */
function mainUnits(amount: unknown): number | null {
  const value = numberOf(member(amount, 'value'));
  const offset = numberOf(member(amount, 'offset'));
  return value === null || offset === null || offset <= 0 ? null : value / offset;
}

/** The outcome of a call by the business, where Meta reports it among the messages. */
export function callStatus(input: MappingInput): MappedRow {
  const { item } = input;
  const word = enumWord(text(member(item, 'status')));
  return {
    row: {
      event_type: word === null ? 'unmapped' : 'call_status_changed',
      source_event: sourceEvent('messages.status.call', word),
      direction: 'outbound',
      ...recipientColumns(input),
      call_key: keyOf(input, 'call', textAt(item, 'id')),
      status: wordOf(input, text(member(item, 'status'))),
      error_code: errorCode(item),
    },
  };
}
