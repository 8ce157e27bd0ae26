import type { SourceRow } from '../../event/row.ts';
import { knownWordColumn } from '../../personal/keyed.ts';
import { isObject, type JsonObject, member, parseWithSafeIds, text } from '../../shared/json.ts';
import { keyOf, type MetaItem, textAt } from '../shared/mapping.ts';

/** An answered form: which kind, which run of it, and how many answers; what was answered stays behind. */
export function flowFacts(element: MetaItem, reply: unknown): Partial<SourceRow> {
  const answers = answersOf(member(reply, 'response_json'));
  return {
    flow_name: knownWordColumn(element.settings.ring, textAt(reply, 'name')),
    flow_token_key: keyOf(element, 'flow_token', text(member(answers, 'flow_token'))),
    item_count: answers && Object.keys(answers).filter((name) => name !== 'flow_token').length,
  };
}

/** Documented as a JSON text; also seen as an object. What is neither has no answers to count. */
function answersOf(response: unknown): JsonObject | null {
  const answers = typeof response === 'string' ? parsed(response) : response;
  return isObject(answers) ? answers : null;
}

function parsed(response: string): unknown {
  try {
    return parseWithSafeIds(response);
  } catch {
    return null;
  }
}
