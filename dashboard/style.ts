import { OPERATIONS_STYLE } from './operations/style.ts';
import { PRINT_STYLE } from './print-style.ts';

/** The whole style of the pages: no file of its own, so that a page is one file. Colours are named once for each scheme. */
const COLOURS = `
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --card: #ffffff; --ink: #14171f; --muted: #565f6d; --line: #dfe3e8; --grid: #e6e9ee;
  --accent: #4338ca; --on-accent: #ffffff; --tint: #eef0fe;
  --series: #4f46e5; --series-2: #c2410c;
  --good: #086a43; --bad: #b3261e; --warn: #8a4b00; --warn-tint: #fff6e5; --bad-tint: #fdeeed;
  --shadow: 0 1px 2px rgb(16 24 40 / 6%);
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #0d0f13; --card: #15181e; --ink: #e9ebef; --muted: #a5adba; --line: #2b313b; --grid: #262b34;
    --accent: #a9b0ff; --on-accent: #10121a; --tint: #20233a;
    --series: #8f97ff; --series-2: #fb9a50;
    --good: #5fd39a; --bad: #ff958c; --warn: #f5bf66; --warn-tint: #2b2415; --bad-tint: #321b1a;
    --shadow: none;
  }
}`;

const FRAME = `
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 1360px; padding: 0 20px 32px; background: var(--page); color: var(--ink);
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
h1, h2, h3, p, figure, dl, dd, ul, fieldset { margin: 0; padding: 0; border: 0; }
h1 { font-size: 22px; line-height: 1.2; letter-spacing: -.015em; }
h2 { font-size: 14px; font-weight: 600; }
h3 { font-size: 13px; font-weight: 600; margin: 12px 0 4px; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
code, pre { font: 12px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; inset-inline-start: 20px; top: -99px; }
.skip:focus { top: 8px; padding: 6px 10px; background: var(--card); z-index: 1; }
.top { display: flex; flex-wrap: wrap; gap: 8px 32px; align-items: end; padding: 20px 0 12px; }
.brand { color: var(--muted); font-size: 12px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px; list-style: none; }
nav a { display: block; padding: 6px 12px; border-radius: 8px; color: var(--muted); text-decoration: none; font-weight: 500; }
nav a:hover { color: var(--ink); }
nav a[aria-current] { background: var(--tint); color: var(--accent); }
.fresh { color: var(--muted); margin-bottom: 10px; }
.fresh strong { color: var(--ink); font-weight: 600; }
.notice { margin: 8px 0; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--card); overflow-wrap: anywhere; }
.notice.warning { border-color: var(--warn); background: var(--warn-tint); }
.notice.warning > strong { color: var(--warn); }
.notice.error { border-color: var(--bad); background: var(--bad-tint); }
.notice.error > strong { color: var(--bad); }
.slices { display: flex; flex-wrap: wrap; gap: 4px 6px; color: var(--muted); overflow-wrap: anywhere; }
.chips { display: flex; flex-wrap: wrap; gap: 6px; list-style: none; margin: -6px 0 14px; }
.chip { display: inline-flex; gap: 8px; padding: 3px 12px; border: 1px solid var(--accent); border-radius: 999px; background: var(--tint); color: var(--accent); font-weight: 600; text-decoration: none; overflow-wrap: anywhere; }
a.chip:hover { text-decoration: underline; }
.foot { margin-top: 20px; color: var(--muted); font-size: 12px; max-width: 100ch; }
.foot p + p { margin-top: 4px; }`;

const FORM = `
.filter, .variants { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-bottom: 16px; }
.periods { display: flex; flex-wrap: wrap; border: 1px solid var(--line); border-radius: 8px; background: var(--card); overflow: hidden; }
.periods input { position: absolute; opacity: 0; width: 1px; height: 1px; }
.periods span { display: block; padding: 6px 12px; cursor: pointer; color: var(--muted); }
.periods input:checked + span { background: var(--tint); color: var(--accent); font-weight: 600; }
.periods input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: -3px; border-radius: 8px; }
.filter label { display: inline-flex; gap: 6px; align-items: center; min-width: 0; }
.filter > label { flex: 1 1 112px; max-width: 200px; }
.filter > .days, .filter > .month { flex: 0 0 auto; max-width: none; }
.filter select { width: 100%; }
select, .filter input:not([type=radio]), button {
  font: inherit; color: inherit; padding: 6px 8px; min-height: 34px; max-width: 200px;
  border: 1px solid var(--line); border-radius: 8px; background: var(--card);
}
select.chosen { border-color: var(--accent); background: var(--tint); color: var(--accent); font-weight: 600; }
select.chosen option { background: var(--card); color: var(--ink); font-weight: 400; }
.actions { display: inline-flex; gap: 10px; align-items: center; }
.filter button { background: var(--accent); border-color: var(--accent); color: var(--on-accent); padding: 6px 14px; cursor: pointer; }
.filter:not(:has([value=month]:checked)) .month, .filter:not(:has([value=custom]:checked)) .days { display: none; }`;

const TILES = `
.tiles { display: grid; grid-auto-flow: dense; gap: 14px; grid-template-columns: repeat(12, minmax(0, 1fr)); }
.tile { grid-column: span 3; display: flex; flex-direction: column; padding: 14px 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--card); box-shadow: var(--shadow); min-width: 0; scroll-margin-top: 12px; }
.tile:target { border-color: var(--accent); }
.exec .tile-messages, .tile.wide { grid-column: span 6; }
.exec .tile-spend, .exec .tile-top { grid-column: 1 / -1; }
.tile.wider { grid-column: span 9; }
.end { margin-top: auto; }
.tile.full, .tile-best-position, .tile-clicks-by, .tile-unplaced { grid-column: 1 / -1; }
.tile-clicks, .tile-response { grid-column: span 6; }
.headline { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: baseline; margin-top: 2px; }
.value { font-size: 28px; line-height: 1.2; font-weight: 650; letter-spacing: -.02em; overflow-wrap: anywhere; }
.also strong .missing { font-weight: 400; }
.value > .missing:not(.delta), .amount > .missing:not(.delta) { display: block; line-height: 1.4; color: var(--muted); font-size: 16px; font-weight: 500; letter-spacing: 0; }
.value .notice { font-size: 13px; line-height: 1.45; font-weight: 400; letter-spacing: 0; }
.value small { font-size: 14px; font-weight: 500; letter-spacing: 0; }
.currencies { display: grid; gap: 4px 24px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 230px), 1fr)); }
.currencies > div { display: flex; flex-direction: column; min-width: 0; }
.headline:has(.currencies) .value { flex: 1; }
.value .currencies:has(div + div) { font-size: 24px; }
.course { display: grid; grid-template-columns: minmax(0, 7fr) minmax(0, 8fr); gap: 0 20px; }
.course .name { min-width: 12ch; }
.course th.n, .course td.n { padding-inline-start: 6px; }
.value .delta, .also .delta { letter-spacing: 0; font-weight: 500; }
.of, .text, .gaps, .window { color: var(--muted); font-size: 12.5px; }
.window { white-space: nowrap; }
.text { margin-top: 8px; }
.also { margin-top: 8px; }
.also .label { display: block; color: var(--muted); font-size: 12.5px; }
.also .of { display: block; }
.code { color: var(--muted); white-space: nowrap; }
.delta { font-size: 13px; white-space: nowrap; }
.delta.better { color: var(--good); }
.delta.worse { color: var(--bad); }
.delta.plain, .delta.none { color: var(--muted); }
.delta.none { white-space: normal; font-weight: 400; }
.delta [aria-hidden] { font-size: 10px; margin-inline-end: 3px; }
.missing, i.none { color: var(--muted); }
.empty { color: var(--muted); padding: 8px 0; }
.tile ul { padding-inline-start: 18px; }
.blocks { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 24px; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr)); gap: 4px 32px; }
.figures .block { display: flex; flex-direction: column; }
.figures p { flex: 1; font-size: 13px; }
.split { display: grid; grid-template-columns: minmax(0, 8fr) minmax(0, 9fr); gap: 0 20px; align-items: start; }
.chart { margin-top: 8px; }
.chart svg { display: block; width: 100%; height: auto; overflow: visible; }
.chart.wide { overflow-x: auto; }
.chart:not(.wide) svg { max-width: 340px; }
.chart.wide svg { font-size: 13px; }
.chart.wide svg { min-width: 540px; max-width: 900px; }
.plot text { white-space: pre; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 14px; color: var(--muted); font-size: 12px; }
.legend span::before { content: ""; display: inline-block; width: 14px; height: 3px; margin-inline-end: 6px; vertical-align: middle; border-radius: 2px; background: var(--series); }
.legend span + span::before { background: var(--series-2); }`;

const TABLES = `
.scroll { position: relative; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
caption { text-align: start; color: var(--muted); font-size: 12.5px; padding: 10px 0 4px; }
th, td { padding: 5px 8px 5px 0; text-align: start; vertical-align: baseline; border-top: 1px solid var(--grid); font-weight: 400; }
thead th { border-top: 0; color: var(--muted); font-size: 12px; }
tbody th bdi:not(.name), td bdi:not(.name) { white-space: nowrap; }
th.n, td.n { text-align: end; padding: 5px 0 5px 8px; }
td.n { white-space: nowrap; }
th.n + th:not(.n), td.n + td:not(.n) { padding-inline-start: 20px; }
td.n .delta.none { white-space: nowrap; }
.name { min-width: 15ch; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; overflow-wrap: anywhere; }
.under { display: flex; gap: 14px; justify-content: end; align-items: center; font-size: 12px; padding-top: 4px; }
.csv { padding: 2px 4px; }
.all { color: var(--accent); cursor: pointer; }
.table:not(:has(.all :checked)) .rest { display: none; }
details { margin-top: 6px; }
details:not([open]) { display: inline-block; margin-inline-end: 14px; }
summary { cursor: pointer; color: var(--muted); font-size: 12.5px; width: fit-content; }
summary:hover { color: var(--ink); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; font-size: 12.5px; }
dt { color: var(--muted); }
dd { overflow-wrap: anywhere; }
.sql { max-height: 320px; overflow: auto; margin: 4px 0 0; padding: 10px; border-radius: 8px; background: var(--page); }
.copy { font-size: 12px; min-height: 0; padding: 2px 8px; margin-inline-start: 8px; cursor: pointer; }`;

const MEDIA = `
@media (max-width: 1100px) {
  .tiles > .tile.tile { grid-column: span 6; }
  .exec > .tile-messages.tile, .exec > .tile-spend.tile, .exec > .tile-unit_cost.tile, .exec > .tile-top.tile { grid-column: 1 / -1; }
  .exec .currencies:has(> div + div) .course { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 700px) {
  body { padding: 0 12px 24px; }
  .tiles > .tile.tile { grid-column: 1 / -1; }
  .blocks, .course, .exec .split { grid-template-columns: minmax(0, 1fr); }
  .course { width: 100%; }
  .blocks table { font-size: 12px; }
  .name { min-width: 11ch; }
  th.n, td.n { padding-inline-start: 5px; }
  th { padding-inline-end: 4px; }
  .filter { align-items: stretch; }
  .filter > label { flex: 1 1 45%; }
  .filter > .days, .filter > .month { flex-basis: 100%; }
  .filter select { width: 100%; max-width: none; }
  .periods { flex: 1 1 100%; }
  .periods label { flex: 1; text-align: center; }
  .periods span { padding: 8px 4px; }
}
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; scroll-behavior: auto !important; }
}`;

/** In the file, the chosen period alone is shown: its radio button and its section have the same place. */
const VARIANTS = `
.variant { display: none; }
body:has(#v1:checked) .variant-1, body:has(#v2:checked) .variant-2, body:has(#v3:checked) .variant-3, body:has(#v4:checked) .variant-4 { display: block; }`;

export const STYLE = [COLOURS, FRAME, FORM, TILES, TABLES, OPERATIONS_STYLE, VARIANTS, MEDIA, PRINT_STYLE].join('');
