import { isNode, type Node, text } from '../syntax-node.ts';
import type { Place } from './context.ts';
import * as types from './sql-type.ts';
import { arrayOf, type Known, sqlType, typeOfDuckDb, varchar } from './sql-type.ts';

export function constantType({ value, query_location: at }: Node, { context }: Place): Known {
  if (!isNode(value) || !isNode(value.type)) return undefined;
  if (value.is_null === true) return types.UNKNOWN;
  const { id } = value.type;
  // The tree has `X'65'` as the text `x65`.
  if (id === 'VARCHAR')
    return isBytes(context.bytes, at) ? sqlType('varbinary') : varchar([...text(value.value)].length);
  // Trino has no number beyond a bigint without a point.
  if (id === 'HUGEINT') return undefined;
  return castType(value.type);
}

const isBytes = (query: Uint8Array, at: unknown): boolean => {
  const first = query[typeof at === 'number' ? at : 0];
  return first === 'x'.charCodeAt(0) || first === 'X'.charCodeAt(0);
};

/** The type that the tree names: by what its id says, and by what it is made of. */
export function castType(type: unknown): Known {
  if (!isNode(type)) return undefined;
  const { id, type_info: info } = type;
  if (id === 'DECIMAL' && isNode(info)) return sqlType('decimal', [Number(info.width), Number(info.scale ?? 0)]);
  if (id === 'LIST' && isNode(info)) return arrayOf(castType(info.child_type));
  if (id === 'NULL') return types.UNKNOWN;
  const alias = isNode(info) ? text(info.alias) : '';
  return typeOfDuckDb(alias || text(id).replace('_TZ', ' WITH TIME ZONE'));
}
