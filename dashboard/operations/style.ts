/** Of the parts that only the operations page has. */
export const OPERATIONS_STYLE = `
ul.attention { list-style: none; margin-top: 8px; padding: 0; }
.tile-attention h2 { font-size: 17px; }
.tile-attention { border-inline-start: 5px solid var(--good); }
.tile-attention:has(.look) { border-color: var(--warn); background: var(--warn-tint); }
.tile-attention:has(.broken) { border-color: var(--bad); background: var(--bad-tint); }
.attention li::before { content: "!"; display: inline-block; width: 18px; margin-inline-end: 8px; border-radius: 9px; background: var(--warn); color: var(--card); font-size: 12px; font-weight: 700; line-height: 18px; text-align: center; }
.attention .broken::before { background: var(--bad); }
.attention .broken strong { color: var(--bad); }
.prose { display: block; min-width: 26ch; }
.attention li { padding: 6px 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.attention li:first-child { border-top: 0; }
.outcome { white-space: nowrap; }
.outcome.failed, .outcome.fail, .outcome.error { color: var(--bad); font-weight: 600; }
.outcome.not-understood, .outcome.warn { color: var(--warn); font-weight: 600; }
.outcome.duplicate { color: var(--muted); }
.operations td, .operations th { padding-inline-end: 14px; }
.operations tbody th { min-width: 0; max-width: 32ch; }
.operations td code, .operations td time, .operations th time, .day { white-space: nowrap; }
.operations .split { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.operations .chart.wide svg { min-width: 560px; }
.low { max-height: 424px; overflow: auto; }
.tail { font-size: 12.5px; }
.tail th, .tail td { white-space: nowrap; }
.tail thead th { position: sticky; top: 0; background: var(--card); }
@media (max-width: 900px) { .operations .split { grid-template-columns: minmax(0, 1fr); } }
@media print { .tile-tail { display: none; } }`;
