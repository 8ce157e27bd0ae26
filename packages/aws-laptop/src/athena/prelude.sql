-- Trino's functions, by Trino's names and with Trino's meaning ("Functions and operators", Trino documentation), for
-- DuckDB. A macro hides DuckDB's own function of the same name; system.main.<name> is DuckDB's own.
--
-- What no macro can reach, and what the SQL must therefore write so that both agree:
--   CAST(timestamp AS varchar), CAST(double AS varchar): DuckDB prints them otherwise (date_format says it exactly);
--   CAST(double AS integer): DuckDB rounds halves to even, Trino away from zero (round first);
--   avg and sum of decimals, ceil of integers: the result's type differs;
--   date_parse: DuckDB wants a constant pattern, so it is not offered (CAST and from_iso8601_timestamp are);
--   if(condition, value) with two arguments: DuckDB's grammar wants three; cardinality takes arrays only;
--   FILTER, DISTINCT and OVER on an aggregate defined here (max_by, approx_distinct, …): DuckDB refuses them on macros.

CREATE SCHEMA IF NOT EXISTS memory.trino;

-- Operators --------------------------------------------------------------------------------------------------------

-- An error that TRY can catch and that costs nothing where it is not reached; error() would be volatile. The engine
-- turns "Could not convert string '<reason>' …" back into the reason.
CREATE OR REPLACE MACRO memory.trino.laptop_fail(reason, example) AS cast_to_type(reason, example);

-- DuckDB binds `/` as `//` once integer_division is on. Trino: integers truncate; dividing by zero is an error for
-- integers, Infinity or NaN for doubles; decimals round to the operands' scale, which DuckDB does not do.
CREATE OR REPLACE MACRO memory.trino."//"(a, b) AS CASE
    WHEN system.main.typeof(a) IN ('DOUBLE', 'FLOAT') OR system.main.typeof(b) IN ('DOUBLE', 'FLOAT') THEN CASE
        WHEN b = 0 THEN cast_to_type(a * CAST('Infinity' AS DOUBLE), system.main."//"(a, b))
        ELSE system.main."//"(a, b) END
    WHEN system.main.typeof(a) LIKE 'DECIMAL%' OR system.main.typeof(b) LIKE 'DECIMAL%'
        THEN memory.trino.laptop_fail('Decimal division', system.main."//"(a, b))
    WHEN a IS NOT NULL AND b = 0 THEN memory.trino.laptop_fail('Division by zero', system.main."//"(a, b))
    ELSE system.main."//"(a, b) END;

CREATE OR REPLACE MACRO memory.trino."%"(a, b) AS CASE
    WHEN system.main.typeof(a) IN ('DOUBLE', 'FLOAT') OR system.main.typeof(b) IN ('DOUBLE', 'FLOAT') THEN CASE
        WHEN b = 0 THEN cast_to_type(a * CAST('NaN' AS DOUBLE), system.main."%"(a, b))
        ELSE system.main."%"(a, b) END
    WHEN a IS NOT NULL AND b = 0 THEN memory.trino.laptop_fail('Division by zero', system.main."%"(a, b))
    ELSE system.main."%"(a, b) END;

CREATE OR REPLACE MACRO memory.trino.mod(a, b) AS memory.trino."%"(a, b);

-- A date plus or minus an interval is a date; DuckDB would make it a timestamp. A macro does not learn the type of an
-- aggregate or window: without the lines of timestamps it would take those for dates, and silently cut off their hours. With
-- them it refuses to choose: own-sums.ts writes such sums as calls of DuckDB's own operators.
CREATE OR REPLACE MACRO memory.trino."-"
    (a DATE, b INTERVAL) AS CAST(system.main."-"(a, b) AS DATE),
    (a TIMESTAMP, b INTERVAL) AS system.main."-"(a, b),
    (a, b) AS system.main."-"(a, b),
    (a) AS system.main."-"(a);

CREATE OR REPLACE MACRO memory.trino."+"
    (a DATE, b INTERVAL) AS CAST(system.main."+"(a, b) AS DATE),
    (a INTERVAL, b DATE) AS CAST(system.main."+"(a, b) AS DATE),
    (a TIMESTAMP, b INTERVAL) AS system.main."+"(a, b),
    (a INTERVAL, b TIMESTAMP) AS system.main."+"(a, b),
    (a, b) AS system.main."+"(a, b),
    (a) AS system.main."+"(a);

-- Dates and times --------------------------------------------------------------------------------------------------

-- Whole units between two instants; DuckDB's date_diff counts the boundaries crossed.
CREATE OR REPLACE MACRO memory.trino.date_diff(unit, a, b) AS date_sub(unit, a, b);

CREATE OR REPLACE MACRO memory.trino.laptop_interval(unit, amount) AS CASE lower(unit)
    WHEN 'millisecond' THEN to_milliseconds(amount)
    WHEN 'second' THEN to_seconds(amount)
    WHEN 'minute' THEN to_minutes(amount)
    WHEN 'hour' THEN to_hours(amount)
    WHEN 'day' THEN to_days(CAST(amount AS INTEGER))
    WHEN 'week' THEN to_weeks(CAST(amount AS INTEGER))
    WHEN 'month' THEN to_months(CAST(amount AS INTEGER))
    WHEN 'quarter' THEN to_months(CAST(amount * 3 AS INTEGER))
    WHEN 'year' THEN to_years(CAST(amount AS INTEGER))
    ELSE error('date_add: unknown unit') END;

CREATE OR REPLACE MACRO memory.trino.date_add(unit, amount, value)
    AS cast_to_type(system.main."+"(value, memory.trino.laptop_interval(unit, amount)), value);

CREATE OR REPLACE MACRO memory.trino.date_trunc(unit, value)
    AS cast_to_type(system.main.date_trunc(unit, value), value);

-- Milliseconds are Athena's precision.
CREATE OR REPLACE MACRO memory.trino.from_unixtime(seconds) AS
    CAST(epoch_ms(CAST(round(CAST(seconds AS DOUBLE) * 1000) AS BIGINT)) AS TIMESTAMPTZ);
CREATE OR REPLACE MACRO memory.trino.to_unixtime(value) AS epoch(value);

-- DuckDB's instants carry no zone, so this gives the clock's reading there: right for dates, hours and formats.
CREATE OR REPLACE MACRO memory.trino.at_timezone(value, zone) AS timezone(zone, CAST(value AS TIMESTAMPTZ));

-- The instant at which clocks in the zone show the time.
CREATE OR REPLACE MACRO memory.trino.with_timezone(value, zone) AS timezone(zone, CAST(value AS TIMESTAMP));

CREATE OR REPLACE MACRO memory.trino.day_of_week(value) AS isodow(value);
CREATE OR REPLACE MACRO memory.trino.dow(value) AS isodow(value);
CREATE OR REPLACE MACRO memory.trino.day_of_month(value) AS day(value);
CREATE OR REPLACE MACRO memory.trino.day_of_year(value) AS dayofyear(value);
CREATE OR REPLACE MACRO memory.trino.doy(value) AS dayofyear(value);
CREATE OR REPLACE MACRO memory.trino.week_of_year(value) AS week(value);
CREATE OR REPLACE MACRO memory.trino.year_of_week(value) AS isoyear(value);
CREATE OR REPLACE MACRO memory.trino.yow(value) AS isoyear(value);
CREATE OR REPLACE MACRO memory.trino.millisecond(value) AS system.main."%"(system.main.millisecond(value), 1000);
CREATE OR REPLACE MACRO memory.trino.last_day_of_month(value) AS last_day(value);
CREATE OR REPLACE MACRO memory.trino.from_iso8601_date(text) AS CAST(text AS DATE);
CREATE OR REPLACE MACRO memory.trino.from_iso8601_timestamp(text) AS CAST(text AS TIMESTAMPTZ);

-- MySQL's format letters as strftime's. `%%` steps aside first, and %M (month's name) before %i (minutes) becomes %M.
CREATE OR REPLACE MACRO memory.trino.laptop_format(pattern) AS
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        pattern, '%%', chr(1)), '%M', '%B'), '%i', '%M'), '%s', '%S'), '%W', '%A'), '%h', '%I'), '%e', '%-d'),
        '%c', '%-m'), '%k', '%-H'), '%l', '%-I'), '%v', '%V'), '%x', '%G'), '%T', '%H:%M:%S'), '%r', '%I:%M:%S %p');
CREATE OR REPLACE MACRO memory.trino.date_format(value, pattern) AS
    strftime(value, replace(memory.trino.laptop_format(pattern), chr(1), '%%'));

-- Conditions and numbers -------------------------------------------------------------------------------------------

-- NULL if any argument is NULL; DuckDB ignores NULLs.
CREATE OR REPLACE MACRO memory.trino.greatest
    (a, b) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN system.main.greatest(a, b) END,
    (a, b, c) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL THEN system.main.greatest(a, b, c) END,
    (a, b, c, d) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL AND d IS NOT NULL
        THEN system.main.greatest(a, b, c, d) END;
CREATE OR REPLACE MACRO memory.trino.least
    (a, b) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN system.main.least(a, b) END,
    (a, b, c) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL THEN system.main.least(a, b, c) END,
    (a, b, c, d) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL AND d IS NOT NULL
        THEN system.main.least(a, b, c, d) END;

-- Trino's name of a type. DuckDB has texts without their length, and times with three digits of a second.
CREATE OR REPLACE MACRO memory.trino.laptop_type(name) AS CASE
    WHEN name LIKE '%TIMESTAMP WITH TIME ZONE%' THEN 'timestamp(3) with time zone'
    WHEN name LIKE 'TIMESTAMP%' THEN 'timestamp(3)'
    WHEN name IN ('HUGEINT', 'UBIGINT') THEN 'bigint'
    WHEN name = 'FLOAT' THEN 'real'
    WHEN name = 'BLOB' THEN 'varbinary'
    WHEN name = 'INTERVAL' THEN 'interval day to second'
    WHEN name LIKE '%NULL%' THEN 'unknown'
    ELSE lower(name) END;
CREATE OR REPLACE MACRO memory.trino.typeof(x) AS CASE
    WHEN ends_with(system.main.typeof(x), '[]')
    THEN 'array(' || memory.trino.laptop_type(rtrim(system.main.typeof(x), '[]')) || ')'
    ELSE memory.trino.laptop_type(system.main.typeof(x)) END;

CREATE OR REPLACE MACRO memory.trino.truncate(x) AS system.main.trunc(x);
CREATE OR REPLACE MACRO memory.trino.is_nan(x) AS isnan(x);
CREATE OR REPLACE MACRO memory.trino.is_finite(x) AS isfinite(x);
CREATE OR REPLACE MACRO memory.trino.is_infinite(x) AS isinf(x);
CREATE OR REPLACE MACRO memory.trino.nan() AS CAST('NaN' AS DOUBLE);
CREATE OR REPLACE MACRO memory.trino.infinity() AS CAST('Infinity' AS DOUBLE);

-- Text -------------------------------------------------------------------------------------------------------------

-- NULL if any argument is NULL; DuckDB's concat skips NULLs.
CREATE OR REPLACE MACRO memory.trino.concat
    (a, b) AS a || b,
    (a, b, c) AS a || b || c,
    (a, b, c, d) AS a || b || c || d,
    (a, b, c, d, e) AS a || b || c || d || e,
    (a, b, c, d, e, f) AS a || b || c || d || e || f,
    (a, b, c, d, e, f, g) AS a || b || c || d || e || f || g,
    (a, b, c, d, e, f, g, h) AS a || b || c || d || e || f || g || h;

-- Nothing starts at position 0, nor before the first character.
CREATE OR REPLACE MACRO memory.trino.substr
    (text, start) AS CASE WHEN start = 0 OR -start > length(text) THEN '' ELSE system.main.substr(text, start) END,
    (text, start, size) AS CASE WHEN start = 0 OR -start > length(text) THEN ''
        ELSE system.main.substr(text, start, size) END;
CREATE OR REPLACE MACRO memory.trino.substring
    (text, start) AS memory.trino.substr(text, start),
    (text, start, size) AS memory.trino.substr(text, start, size);

-- NULL beyond the last field; DuckDB gives ''.
CREATE OR REPLACE MACRO memory.trino.split_part(text, delimiter, field) AS CASE
    WHEN field <= len(string_split(text, delimiter)) THEN system.main.split_part(text, delimiter, field) END;

CREATE OR REPLACE MACRO memory.trino.replace
    (text, search) AS system.main.replace(text, search, ''),
    (text, search, other) AS system.main.replace(text, search, other);

CREATE OR REPLACE MACRO memory.trino.regexp_like(text, pattern) AS regexp_matches(text, pattern);
-- NULL without a match; DuckDB gives ''.
CREATE OR REPLACE MACRO memory.trino.regexp_extract
    (text, pattern) AS CASE WHEN regexp_matches(text, pattern) THEN system.main.regexp_extract(text, pattern) END,
    (text, pattern, part) AS CASE WHEN regexp_matches(text, pattern)
        THEN system.main.regexp_extract(text, pattern, part) END;
-- Every match, with groups written $1; DuckDB replaces the first and writes \1.
CREATE OR REPLACE MACRO memory.trino.regexp_replace
    (text, pattern) AS system.main.regexp_replace(text, pattern, '', 'g'),
    (text, pattern, other) AS system.main.regexp_replace(text, pattern,
        system.main.regexp_replace(other, '\$(\d)', '\\\1', 'g'), 'g');

CREATE OR REPLACE MACRO memory.trino.chr(code) AS system.main.chr(CAST(code AS INTEGER));
CREATE OR REPLACE MACRO memory.trino.codepoint(text) AS unicode(text);
CREATE OR REPLACE MACRO memory.trino.to_utf8(text) AS encode(text);
CREATE OR REPLACE MACRO memory.trino.from_utf8(bytes) AS decode(bytes);
CREATE OR REPLACE MACRO memory.trino.from_base64(text) AS system.main.from_base64(text);
-- Bytes, as in Trino; DuckDB gives their hexadecimal text.
CREATE OR REPLACE MACRO memory.trino.sha256(bytes) AS unhex(system.main.sha256(bytes));
CREATE OR REPLACE MACRO memory.trino.md5(bytes) AS unhex(system.main.md5(bytes));

-- JSON: NULL where the text is no JSON, or where the value is no scalar.
CREATE OR REPLACE MACRO memory.trino.json_extract_scalar(text, path) AS CASE
    WHEN json_valid(text) AND json_type(text, path) NOT IN ('OBJECT', 'ARRAY')
    THEN json_extract_string(text, path) END;
CREATE OR REPLACE MACRO memory.trino.json_extract(text, path) AS CASE
    WHEN json_valid(text) THEN system.main.json_extract(text, path) END;
CREATE OR REPLACE MACRO memory.trino.json_parse(text) AS CAST(text AS JSON);
CREATE OR REPLACE MACRO memory.trino.json_format(value) AS CAST(value AS VARCHAR);
CREATE OR REPLACE MACRO memory.trino.json_array_length(text) AS CASE
    WHEN json_valid(text) AND json_type(text) = 'ARRAY' THEN CAST(system.main.json_array_length(text) AS BIGINT) END;

-- Arrays and maps --------------------------------------------------------------------------------------------------

CREATE OR REPLACE MACRO memory.trino.cardinality(items) AS CAST(len(items) AS BIGINT);
CREATE OR REPLACE MACRO memory.trino.element_at(items, which) AS items[which];
CREATE OR REPLACE MACRO memory.trino.array_join(items, delimiter) AS array_to_string(items, delimiter);
CREATE OR REPLACE MACRO memory.trino.array_max(items) AS list_max(items);
CREATE OR REPLACE MACRO memory.trino.array_min(items) AS list_min(items);
CREATE OR REPLACE MACRO memory.trino.slice(items, start, size) AS list_slice(items, start, start + size - 1);
CREATE OR REPLACE MACRO memory.trino.sequence
    (first DATE, last DATE) AS CAST(generate_series(first, last, INTERVAL 1 DAY) AS DATE[]),
    (first DATE, last DATE, step INTERVAL) AS CAST(generate_series(first, last, step) AS DATE[]),
    (first, last) AS generate_series(first, last),
    (first, last, step) AS generate_series(first, last, step);
-- What own-sums.ts has of aggregates, which a macro would take for dates.
CREATE OR REPLACE MACRO memory.trino.laptop_sequence
    (first, last) AS generate_series(first, last),
    (first, last, step) AS generate_series(first, last, step);

-- Aggregates -------------------------------------------------------------------------------------------------------

CREATE OR REPLACE MACRO memory.trino.approx_distinct
    (x) AS approx_count_distinct(x),
    (x, standard_error) AS approx_count_distinct(x);
CREATE OR REPLACE MACRO memory.trino.approx_percentile(x, share) AS approx_quantile(x, share);
-- 0 over no rows; DuckDB gives NULL.
CREATE OR REPLACE MACRO memory.trino.count_if(x) AS count(CASE WHEN x THEN 1 END);
CREATE OR REPLACE MACRO memory.trino.every(x) AS bool_and(x);
-- Any value that is not NULL; DuckDB's arbitrary may pick a NULL.
CREATE OR REPLACE MACRO memory.trino.arbitrary(x) AS any_value(x);
-- The value beside the greatest (least) key, even if it is NULL; DuckDB skips NULL values.
CREATE OR REPLACE MACRO memory.trino.max_by(x, y) AS arg_max_null(x, y);
CREATE OR REPLACE MACRO memory.trino.min_by(x, y) AS arg_min_null(x, y);
