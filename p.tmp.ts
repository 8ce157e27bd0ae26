import { bars, horizontalBars, trend } from './dashboard/charts.ts';

const points = Array.from({ length: 28 }, (_, i) => ({
  day: `2026-11-${String(i + 1).padStart(2, '0')}`,
  value: i === 5 ? null : String(100 + i * i),
  isOpen: i > 20,
}));
const t = trend({
  what: 'Messages sent by day',
  series: [{ name: 'Sent', points }],
  days: { from: '2026-11-01', through: '2026-11-28' },
  kind: 'count',
  format: String,
  day: String,
}).toString();
console.log(t.length, t);
console.log(
  bars({
    what: 'x',
    bars: [
      { name: 'a<b', value: '3' },
      { name: 'b', value: null },
    ],
    format: String,
  }).toString(),
);
console.log(
  horizontalBars({
    what: 'x',
    bars: [
      { name: 'a<b"', value: '3' },
      { name: 'b', value: null },
    ],
    format: String,
  }).toString(),
);
