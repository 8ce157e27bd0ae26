/** A table's key template, and the partition values that a key spells. */
import type { GlueTable } from './catalog.ts';

/** A regular expression for the keys of a table's files, with one group per partition column. */
export function dataExpression(table: GlueTable): string {
  if (!table.manifests) return keyExpression(table);
  const folders = columnsInOrder(table).map(({ name }) => `${name}=([^/]+)/`);
  return `.*/${folders.join('')}[^/]+$`;
}

/** A regular expression, for JavaScript and RE2 alike, with one group per partition column. */
export function keyExpression({ keyTemplate }: GlueTable): string {
  return keyTemplate
    .split(/\$\{\w+\}/)
    .map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('([^/]+)');
}

/** The partition columns in the order in which the key template names them. */
export function columnsInOrder({ keyTemplate, partitions }: GlueTable): GlueTable['partitions'] {
  return partitions.toSorted((a, b) => keyTemplate.indexOf(`\${${a.name}}`) - keyTemplate.indexOf(`\${${b.name}}`));
}

/** The part of a key template before its first partition column, cut at a slash. */
export function fixedPrefix(keyTemplate: string): string {
  const fixed = keyTemplate.split('${')[0] ?? '';
  return fixed.slice(0, fixed.lastIndexOf('/') + 1);
}
