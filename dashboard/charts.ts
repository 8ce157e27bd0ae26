/** What draws: rows in, figures out. Each has its words in it; its rows belong beside it as a table (parts.ts, figure). */
export { type Bar, type Bars, bars, horizontalBars } from './charts/bars.ts';
export { type Heat, type HeatCell, heatMap } from './charts/heat-map.ts';
export { type Interval, type Intervals, intervals, mostOf } from './charts/intervals.ts';
export { type Point, type Series, type Trend, trend } from './charts/trend.ts';
