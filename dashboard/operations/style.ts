/** Of the parts that only the operations page has. */
export const OPERATIONS_STYLE = `
.attention { list-style: none; margin-top: 8px; }
.attention li { padding: 5px 0; border-top: 1px solid var(--grid); overflow-wrap: anywhere; }
.attention li:first-child { border-top: 0; }
.outcome { white-space: nowrap; }
.outcome.failed, .outcome.fail, .outcome.error { color: var(--bad); font-weight: 600; }
.outcome.not-understood, .outcome.warn { color: var(--warn); font-weight: 600; }
.outcome.duplicate { color: var(--muted); }
.operations td, .operations th { padding-inline-end: 14px; }
.operations tbody th { min-width: 0; max-width: 32ch; }
.operations td code, .operations td time, .operations th time { white-space: nowrap; }
.operations .chart.wide svg { min-width: 520px; }
.low { max-height: 340px; overflow: auto; }
.tail { font-size: 12.5px; }
.tail th, .tail td { white-space: nowrap; }
.tail thead th { position: sticky; top: 0; background: var(--card); }
@media (max-width: 900px) { .operations .split { grid-template-columns: minmax(0, 1fr); } }
@media print { .tile-tail { display: none; } }`;
