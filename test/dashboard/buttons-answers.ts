import type { Answer } from '../../dashboard/answer.ts';
import { answer } from './answers.ts';

/** Invented answers of the statements of the buttons page. */
export function buttonsAnswers(): readonly Answer[] {
  const clicks = answer('buttons_clicks', CLICKS, [
    ['all', 1, null, null, null, null, null, null, 400, 130, 100, 0.3, 96, 80, 0.2, 0.24, 400, 0.2, 0.04],
    ['button', 1, null, 'sale/en', 'template_quick_reply', 'yes', null, 'sale (en)', ...COUNTS],
    ['campaign', 1, 'diwali', null, null, null, null, null, ...COUNTS],
    ['position', 1, null, null, null, null, 2, null, ...COUNTS],
    ['position', 2, null, null, null, null, 1, null, 0, 0, 12, -1, 0, 9, -1, null, 0, 0.1, null],
    ['template', 1, null, 'sale/en', null, null, null, 'sale (en)', ...COUNTS],
  ]);
  const positions = answer('buttons_positions', POSITIONS, [
    [1, 'sale/en', 'sale (en)', 1, 2, 1, 300, 60, 58, 0.1933, 300, 0.1527, 0.2417, 'best'],
    [1, 'sale/en', 'sale (en)', 2, 1, 2, 300, 20, 20, 0.0667, 300, 0.0436, 0.1007, null],
    [2, 'unknown', null, 1, 1, 1, 10, 1, 1, 0.1, 10, 0.0179, 0.4042, 'not distinguishable'],
    [2, 'unknown', null, 2, 2, 1, 10, 0, 0, 0, 10, 0, 0.2775, null],
    [3, 'one/en', 'one (en)', 1, 1, 1, 9, 0, 0, 0, 9, 0, 0.2991, 'only'],
  ]);
  const response = answer(
    'buttons_response',
    'part, place, campaign_id, template_key, clicks_timed, clicks_untimed, p50_seconds, p90_seconds',
    [
      ['all', 1, null, null, 120, 4, 95, 7_300],
      ['campaign', 1, 'diwali', null, 0, 4, null, null],
      ['template', 1, null, 'sale/en', 120, 0, 95, 7_300],
    ],
  );
  const unplaced = answer('buttons_unplaced', 'reason, button_kind, sent, delivered, clicks', [
    ['no_snapshot', 'template_quick_reply', null, null, 7],
    ['not_reported', 'link', 250, 240, null],
  ]);
  return [clicks, positions, response, unplaced];
}

const CLICKS =
  'part, place, campaign_id, template_key, button_kind, button_id, position, label, delivered, clicks, clicks_before, clicks_change, clickers, clickers_before, clickers_change, click_rate, click_rate_of, click_rate_before, click_rate_change';
const COUNTS = [300, 60, 50, 0.2, 58, 44, 0.318, 0.1933, 300, 0.15, 0.0433] as const;
const POSITIONS =
  'template_place, template_key, label, place, position, labels, delivered, clicks, clickers, click_rate, click_rate_of, rate_low, rate_high, verdict';
