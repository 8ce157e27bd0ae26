import { templateCategory, templateLanguage, templateName } from '../../campaign/template.ts';
import type { SourceRow } from '../../event/row.ts';
import { instantOf, timestampText } from '../../event/time.ts';
import { at, type JsonObject } from '../../json.ts';
import { enumWord, sourceEvent, vendorId } from './enum-words.ts';
import { type Mapped, type Mappings, type MetaItem, textAt } from './mapping.ts';

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

function statusUpdate({ item }: MetaItem): Mapped {
  const event = textAt(item, 'event');
  return {
    row: {
      event_type: STATUS_WORDS.has(event ?? '') ? 'template_status_changed' : 'unmapped',
      source_event: sourceEvent('message_template_status_update.change', enumWord(event)),
      ...template(item),
      new_state: enumWord(event),
      reason: reasonOf(item),
    },
  };
}

/** `reason` is NONE for most events; a pause says which one it is in `other_info.title`. */
function reasonOf(item: JsonObject): string | null {
  const words = [textAt(item, 'reason'), textAt(item, 'other_info.title')].map(enumWord);
  return words.find((word) => word !== null && word !== 'NONE') ?? null;
}

function qualityUpdate({ item }: MetaItem): Mapped {
  const score = textAt(item, 'new_quality_score');
  return {
    row: {
      event_type: QUALITY_WORDS.has(score ?? '') ? 'template_quality_changed' : 'unmapped',
      source_event: sourceEvent('message_template_quality_update.change', enumWord(score)),
      ...template(item),
      old_state: enumWord(textAt(item, 'previous_quality_score')),
      new_state: enumWord(score),
    },
  };
}

/**
 * Two shapes. Done: from `previous_category` to `new_category`. Impending: `new_category` is the one still in force,
 * `correct_category` the one to come at `category_update_timestamp`.
 */
function categoryUpdate({ item }: MetaItem): Mapped {
  const correct = enumWord(textAt(item, 'correct_category'));
  const [previous, current] = ['previous_category', 'new_category'].map((name) => enumWord(textAt(item, name)));
  const next = correct ?? current ?? null;
  const effectiveAtMs = instantOf(at(item, 'category_update_timestamp'));
  return {
    row: {
      event_type: next === null ? 'unmapped' : 'template_category_changed',
      source_event: sourceEvent('template_category_update.change', next && (correct ? 'impending' : 'done')),
      ...template(item),
      template_category: templateCategory(current ?? previous ?? null),
      old_state: (correct ? (current ?? previous) : previous) ?? null,
      new_state: next,
      effective_at: effectiveAtMs === null ? null : timestampText(effectiveAtMs),
    },
  };
}

/** Meta found that what was sent belongs to another category than the one it was sent as. */
function categoryDetected({ item }: MetaItem): Mapped {
  const [sent, correct] = ['category', 'correct_category'].map((name) => enumWord(textAt(item, name)) ?? null);
  const isKnown = correct !== null && correct !== undefined;
  return {
    row: {
      event_type: isKnown ? 'template_category_changed' : 'unmapped',
      source_event: sourceEvent('template_correct_category_detection.change', isKnown ? 'detected' : null),
      ...template(item),
      template_category: templateCategory(sent ?? null),
      old_state: sent ?? null,
      new_state: correct ?? null,
    },
  };
}

/** The template's texts and buttons stay behind; that they changed is the event. */
function componentsUpdate({ item }: MetaItem): Mapped {
  const isTemplate = textAt(item, 'message_template_id', 'message_template_name') !== null;
  return { row: { event_type: isTemplate ? 'template_components_changed' : 'unmapped', ...template(item) } };
}

function template(item: JsonObject): Partial<SourceRow> {
  return {
    entity_kind: 'template',
    entity_id: vendorId(textAt(item, 'message_template_id')),
    template_name: templateName(textAt(item, 'message_template_name')),
    template_language: templateLanguage(textAt(item, 'message_template_language')),
    template_category: templateCategory(textAt(item, 'message_template_category')),
  };
}
