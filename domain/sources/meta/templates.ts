import type { RowDraft } from '../../event/row.ts';
import { instantOf, timestampText } from '../../event/time.ts';
import { at } from '../../shared/json.ts';
import { idOf, type MappedRow, type MappingInput, type Mappings, nameOf, textAt, wordOf } from '../shared/mapping.ts';
import { templateCategory, templateLanguage } from '../shared/template.ts';
import { enumWord, sourceEvent } from '../shared/words.ts';

export const TEMPLATE_MAPPINGS: Mappings = {
  'message_template_status_update.change': statusUpdate,
  'message_template_quality_update.change': qualityUpdate,
  'template_category_update.change': categoryUpdate,
  'template_correct_category_detection.change': categoryDetected,
  'message_template_components_update.change': componentsUpdate,
};

/** `event` of `message_template_status_update`. */
const STATUS_WORDS: ReadonlySet<string> = new Set([
  'APPROVED',
  'ARCHIVED',
  'DELETED',
  'DISABLED',
  'FLAGGED',
  'IN_APPEAL',
  'LIMIT_EXCEEDED',
  'LOCKED',
  'PAUSED',
  'PENDING',
  'PENDING_DELETION',
  'REINSTATED',
  'REJECTED',
  'UNARCHIVED',
]);

const QUALITY_WORDS: ReadonlySet<string> = new Set(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']);

function statusUpdate(input: MappingInput): MappedRow {
  const { item } = input;
  const event = textAt(item, 'event');
  return {
    row: {
      event_type: STATUS_WORDS.has(event ?? '') ? 'template_status_changed' : 'unmapped',
      source_event: sourceEvent('message_template_status_update.change', enumWord(event)),
      ...template(input),
      new_state: wordOf(input, event),
      reason: reasonOf(input),
    },
  };
}

/** `reason` is `NONE` for most events; a pause says which one it is in `other_info.title`. */
function reasonOf(input: MappingInput): string | null {
  const words = ['reason', 'other_info.title'].map((path) => wordOf(input, textAt(input.item, path)));
  return words.find((word) => word !== null && word !== 'NONE') ?? null;
}

function qualityUpdate(input: MappingInput): MappedRow {
  const { item } = input;
  const score = textAt(item, 'new_quality_score');
  return {
    row: {
      event_type: QUALITY_WORDS.has(score ?? '') ? 'template_quality_changed' : 'unmapped',
      source_event: sourceEvent('message_template_quality_update.change', enumWord(score)),
      ...template(input),
      old_state: wordOf(input, textAt(item, 'previous_quality_score')),
      new_state: wordOf(input, score),
    },
  };
}

/**
 * Two shapes. Done: from `previous_category` to `new_category`. Impending: `new_category` is the one still in force,
 * `correct_category` the one to come at `category_update_timestamp`.
 */
function categoryUpdate(input: MappingInput): MappedRow {
  const { item } = input;
  const correct = enumWord(textAt(item, 'correct_category'));
  const [previous, current] = ['previous_category', 'new_category'].map((name) => enumWord(textAt(item, name)));
  const next = correct ?? current ?? null;
  const effectiveAtMs = instantOf(at(item, 'category_update_timestamp'));
  return {
    row: {
      event_type: next === null ? 'unmapped' : 'template_category_changed',
      source_event: sourceEvent('template_category_update.change', next && (correct ? 'impending' : 'done')),
      ...template(input),
      template_category: templateCategory(current ?? previous ?? null),
      old_state: (correct ? (current ?? previous) : previous) ?? null,
      new_state: next ?? wordOf(input, textAt(item, 'correct_category', 'new_category')),
      effective_at: effectiveAtMs === null ? null : timestampText(effectiveAtMs),
    },
  };
}

/** Meta found that what was sent belongs to another category than the one it was sent as. */
function categoryDetected(input: MappingInput): MappedRow {
  const { item } = input;
  const [sent, correct] = ['category', 'correct_category'].map((name) => textAt(item, name));
  const isKnown = enumWord(correct ?? null) !== null;
  return {
    row: {
      event_type: isKnown ? 'template_category_changed' : 'unmapped',
      source_event: sourceEvent('template_correct_category_detection.change', isKnown ? 'detected' : null),
      ...template(input),
      template_category: templateCategory(sent ?? null),
      old_state: wordOf(input, sent ?? null),
      new_state: wordOf(input, correct ?? null),
    },
  };
}

/** The template's texts and buttons stay behind; that they changed is the event. */
function componentsUpdate(input: MappingInput): MappedRow {
  const { item } = input;
  const isTemplate = textAt(item, 'message_template_id', 'message_template_name') !== null;
  return { row: { event_type: isTemplate ? 'template_components_changed' : 'unmapped', ...template(input) } };
}

function template(input: MappingInput): Partial<RowDraft> {
  const { item } = input;
  return {
    entity_kind: 'template',
    entity_id: idOf(input, textAt(item, 'message_template_id')),
    template_name: nameOf(input, textAt(item, 'message_template_name')),
    template_language: templateLanguage(textAt(item, 'message_template_language')),
    template_category: templateCategory(textAt(item, 'message_template_category')),
  };
}
