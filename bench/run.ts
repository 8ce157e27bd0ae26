import { compare, type Figures } from './compare.ts';
import { receiverCore } from './receiver.ts';
import { transformCore } from './transform.ts';

/** `npm run bench`: each line a ratio of two figures of the same run; absolute ones depend on the machine. */
for (const figures of compare(receiverCore())) print(figures);
for (const figures of compare(transformCore())) print(figures);

function print({ title, unit, ratio, oursPerSecond, floorPerSecond }: Figures): void {
  const perSecond = (value: number) => `${Math.round(value).toLocaleString('en-US')} ${unit}/s`;
  process.stdout.write(
    `${title}: ${ratio.toFixed(2)}  (${perSecond(oursPerSecond)} against ${perSecond(floorPerSecond)})\n`,
  );
}
