/** On paper: the exec page on one sheet. Its rows are those of a wide window. */
export const PRINT_STYLE = `
@page { size: A4 portrait; margin: 7mm; }
@media print {
  :root { color-scheme: light; --page: #fff; }
  body { padding: 0; max-width: none; font-size: 8.5pt; line-height: 1.25; zoom: .86; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  nav, form, .variants, .skip, details, .under, .text, .copy { display: none !important; }
  .top { padding: 0 0 4px; }
  h1 { font-size: 14pt; }
  .fresh, .notice { margin: 0 0 4px; }
  .tiles { gap: 5px; }
  .chart { margin-top: 4px; }
  .exec .chart svg { max-height: 66px; }
  .tiles > .tile.tile { grid-column: 1 / -1; }
  .exec > .tile.tile { grid-column: span 3; }
  .exec > .tile-messages.tile { grid-column: span 6; }
  .exec > .tile-spend.tile, .exec > .tile-top.tile { grid-column: 1 / -1; }
  .exec .split, .blocks { grid-template-columns: minmax(0, 7fr) minmax(0, 8fr); gap: 0 10px; }
  .blocks { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .currencies { grid-template-columns: repeat(auto-fit, minmax(min(100%, 150px), 1fr)); gap: 2px 12px; }
  .course { gap: 0 8px; }
  .exec h3 { font-size: 8pt; margin: 2px 0 0; }
  code { font-size: 7pt; }
  .value > .missing:not(.delta), .amount > .missing:not(.delta), .value small { font-size: 8pt; }
  .notice, .value .notice, .also { font-size: 7.5pt; }
  .value .currencies:has(div + div) { font-size: 13pt; }
  .notice { padding: 2px 6px; }
  .also { margin-top: 4px; }
  .empty { display: none; }
  .scroll { overflow: hidden; }
  th, td { padding-inline-end: 4px; }
  table { font-size: 7pt; }
  th, td, th.n, td.n { padding-inline: 0 4px; }
  .name { min-width: 11ch; }
  .legend { font-size: 7pt; gap: 0 8px; }
  .tile { padding: 5px 7px; border-radius: 6px; box-shadow: none; break-inside: avoid; }
  .value { font-size: 15pt; }
  h2 { font-size: 8pt; }
  .of, .gaps, .window, caption, thead th, .also .label, .delta { font-size: 7pt; }
  th, td, th.n, td.n { padding-block: 1px; }
  caption { padding: 4px 0 0; }
  .chips { margin: 0 0 6px; }
  .chip { padding: 0 8px; font-size: 7.5pt; }
  .chip [aria-hidden] { display: none; }
  .foot { margin-top: 6px; font-size: 7pt; }
}
/* The second row: three of one width; where there are several currencies, the costs are wider. */
@media print, (min-width: 1101px) {
  .exec > .tile-engaged.tile, .exec > .tile-failed.tile, .exec > .tile-unit_cost.tile { grid-column: span 4; }
  .exec:has(.tile-unit_cost .currencies > div + div) > :is(.tile-engaged, .tile-failed).tile { grid-column: span 3; }
  .exec > .tile-unit_cost.tile:has(.currencies > div + div) { grid-column: span 6; }
  .currencies > :only-child > .course { grid-template-columns: minmax(0, 356px) minmax(0, 1fr); }
}`;
