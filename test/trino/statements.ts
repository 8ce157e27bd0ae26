/** Statements that both engines are asked about: each kind of column × operator × literal, in places that differ. */

export interface TypedColumn {
  readonly table: string;
  readonly name: string;
  /** Trino's, without its parameters: `timestamp`. */
  readonly type: string;
}

export interface Generated {
  /** The operator or function, such as `{c} = {l}`. */
  readonly form: string;
  readonly sql: string;
}

const LITERALS = [
  "'x'",
  "'2026-11-26'",
  '1',
  '1.5',
  'true',
  'NULL',
  "DATE '2026-11-26'",
  "TIMESTAMP '2026-11-26 10:00:00'",
  'current_timestamp',
  "INTERVAL '1' DAY",
  "INTERVAL '1' MONTH",
];

/** Of a column and a literal. */
const WITH_LITERAL = [
  ...['=', '<>', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', '||', 'IS DISTINCT FROM', 'AND'].map(
    (sign) => `{c} ${sign} {l}`,
  ),
  ...['=', '<=', '-', '*', '/', '||', 'OR'].map((sign) => `{l} ${sign} {c}`),
  '{c} IN ({l}, {l})',
  '{c} NOT IN ({l})',
  '{c} IN (SELECT {l})',
  '{c} = (SELECT {l})',
  '{c} BETWEEN {l} AND {l}',
  '{l} BETWEEN {c} AND {c}',
  '{c} LIKE {l}',
  'CASE WHEN {c} IS NULL THEN {c} ELSE {l} END',
  'CASE {c} WHEN {l} THEN 1 ELSE 2 END',
  'CASE WHEN {l} THEN {c} END',
  'if({c} IS NULL, {c}, {l})',
  'if({l}, {c})',
  'coalesce({c}, {l})',
  'nullif({c}, {l})',
  'greatest({c}, {l})',
  'concat({c}, {l})',
  "concat_ws(',', {c}, {l})",
  'array_join(ARRAY[{c}, {l}], {l})',
  'ARRAY[{c}][{l}]',
  'contains(ARRAY[{c}], {l})',
  'element_at(ARRAY[{c}], {l})',
  "date_diff('day', {c}, {l})",
  "date_add('day', {l}, {c})",
  'date_format({c}, {l})',
  'at_timezone({c}, {l})',
  'round({c}, {l})',
  'power({c}, {l})',
  'mod({c}, {l})',
  'substr({c}, {l})',
  'strpos({c}, {l})',
  'split_part({c}, {l}, 1)',
  'regexp_like({c}, {l})',
  'json_extract_scalar({c}, {l})',
  'replace({c}, {l}, {l})',
  'max_by({c}, {l})',
  'max({c}) - {l}',
  'max({c}) + {l}',
  'approx_percentile({c}, {l})',
  'count({c}) FILTER (WHERE {l})',
  'lag({c}, {l}) OVER (ORDER BY {c})',
  'sum({c}) OVER (PARTITION BY {l})',
];

/** Of a column alone. */
const ALONE = [
  ...['BIGINT', 'DOUBLE', 'VARCHAR', 'DATE', 'TIMESTAMP', 'BOOLEAN', 'DECIMAL(18, 3)', 'TEXT', 'INT8', 'INT'].flatMap(
    (type) => [`CAST({c} AS ${type})`, `TRY_CAST({c} AS ${type})`],
  ),
  ...['YEAR', 'MONTH', 'DAY', 'HOUR'].map((field) => `EXTRACT(${field} FROM {c})`),
  ...'sum avg max min count count_if bool_or bool_and approx_distinct array_agg stddev arbitrary geometric_mean'
    .split(' ')
    .map((name) => `${name}({c})`),
  ...'abs ceil floor round sqrt ln exp sign length lower upper trim reverse year month day hour day_of_week date date_trunc to_unixtime from_unixtime from_iso8601_date json_parse to_utf8 md5 cardinality is_nan url_encode chr codepoint'
    .split(' ')
    .map((name) => `${name}({c})`),
  "date_trunc('week', {c})",
  'NOT {c}',
  '-{c}',
  '{c} IS NULL',
  'current_date - {c}',
  '{c} + {c}',
  '{c} = {d}',
  '{c} < {d}',
  'coalesce({c}, {d})',
  'CASE WHEN {c} THEN 1 END',
  '{c}::date',
  '{c} == {c}',
  '{c}_missing',
  'typeof({c})',
  'v',
  'row_number() OVER (ORDER BY {c})',
  'sum(DISTINCT {c})',
  'max({c}) OVER (PARTITION BY {d})',
  'max({c}) - min({c})',
  'max({c}) + min({d})',
  'max(sequence(min({c}), max({c}))) OVER ()',
];

/** Where an expression of the column stands: {e}, with {c} in it as the place names it. */
type Placement = (expression: (column: string, other: string) => string, c: TypedColumn, d: TypedColumn) => string;

const PLACEMENTS: readonly Placement[] = [
  (e, c, d) => `SELECT ${e(c.name, d.name)} AS v FROM ${c.table}`,
  (e, c, d) => `SELECT ${e(`t.${c.name}`, `t.${d.name}`)} AS v FROM ${c.table} AS t`,
  (e, c, d) => `WITH q AS (SELECT ${c.name} AS a, ${d.name} AS b FROM ${c.table}) SELECT ${e('a', 'b')} AS v FROM q`,
  (e, c, d) =>
    `WITH q (a, b) AS (SELECT ${c.name}, ${d.name} FROM ${c.table}), r AS (SELECT * FROM q) SELECT ${e('r.a', 'r.b')} AS v FROM r`,
  (e, c, d) =>
    `SELECT ${e('s.a', 's.b')} AS v FROM (SELECT ${c.name} AS a, ${d.name} AS b FROM ${c.table} UNION ALL SELECT ${c.name}, ${d.name} FROM ${c.table}) AS s`,
  (e, c, d) =>
    `SELECT ${e('l.a', 'r.b')} AS v FROM (SELECT ${c.name} AS a FROM ${c.table}) l JOIN (SELECT ${d.name} AS b FROM ${d.table}) r ON true`,
  (e, c, d) => `SELECT ${c.name} FROM ${c.table} UNION ALL SELECT ${e(c.name, d.name)} FROM ${c.table}`,
];

/** These stand beside an expression that is no call of an aggregate or window. */
const SCALAR_PLACEMENTS: readonly Placement[] = [
  (e, c, d) => `SELECT count(*) AS n FROM ${c.table} t WHERE ${e(`t.${c.name}`, `t.${d.name}`)}`,
  (e, c, d) => `SELECT count(*) AS n FROM ${c.table} t JOIN ${d.table} u ON ${e(`t.${c.name}`, `u.${d.name}`)}`,
  (e, c, d) => `SELECT count(*) AS n FROM ${c.table} GROUP BY ${e(c.name, d.name)}`,
  (e, c, d) => `SELECT ${c.name} AS a FROM ${c.table} ORDER BY ${e(c.name, d.name)}`,
];

const IS_CALL_OVER_ROWS =
  /^(sum|avg|max|min|count|bool_|approx|array_agg|stddev|arbitrary|geometric|lag|row_number|max_by)/;

/** Every form with each type of column and each literal; columns and places take turns, so that all are met. */
export function generateStatements(columns: readonly TypedColumn[]): readonly Generated[] {
  const types = [...new Set(columns.map(({ type }) => type))].sort();
  const turn = turns(columns);
  const forms = [
    ...WITH_LITERAL.flatMap((form) => LITERALS.map((literal) => ({ form, literal }))),
    ...ALONE.map((form) => ({ form, literal: '' })),
  ];
  return types.flatMap((type) => forms.map(({ form, literal }, at) => statement(form, literal, turn(type), at)));
}

function statement(form: string, literal: string, [c, d]: readonly [TypedColumn, TypedColumn], at: number): Generated {
  const scalar = IS_CALL_OVER_ROWS.test(form) ? [] : SCALAR_PLACEMENTS;
  const places = [...PLACEMENTS, ...scalar];
  const place = places[(at * 7 + c.name.length) % places.length] ?? PLACEMENTS[0];
  const expression = (column: string, other: string) =>
    form.replaceAll('{c}', column).replaceAll('{d}', other).replaceAll('{l}', literal);
  return { form, sql: place?.(expression, c, d) ?? '' };
}

/** The next column of a type, and another of the same table. */
function turns(columns: readonly TypedColumn[]): (type: string) => readonly [TypedColumn, TypedColumn] {
  const counts = new Map<string, number>();
  return (type) => {
    const ofType = columns.filter((column) => column.type === type);
    const count = counts.get(type) ?? 0;
    counts.set(type, count + 1);
    const column = ofType[count % ofType.length] ?? { table: 'none', name: 'none', type };
    const others = columns.filter(({ table }) => table === column.table);
    return [column, others[count % others.length] ?? column];
  };
}
