"""PyAthena's cursors that read the result from S3: pandas and Arrow, from CSV and from UNLOAD's Parquet."""

import functools
import logging
import os
import uuid

import pandas
import pyarrow.fs
from operations import FACTS, FUNNEL, FUNNEL_ROW, TYPES, VALUES, equal, operation, raises, refusal, run
from pyathena import connect
from pyathena.arrow.cursor import ArrowCursor
from pyathena.error import OperationalError, ProgrammingError
from pyathena.pandas.cursor import PandasCursor

logging.getLogger("pyathena").setLevel(logging.CRITICAL)

# PyAthena gives pyarrow no endpoint, and pyarrow reads none from the environment: docs/connect.md.
if "AWS_ENDPOINT_URL" in os.environ:
    pyarrow.fs.S3FileSystem = functools.partial(
        pyarrow.fs.S3FileSystem, endpoint_override=os.environ["AWS_ENDPOINT_URL"]
    )

connection = connect(
    work_group=FACTS.workgroup,
    schema_name=FACTS.database,
    region_name=FACTS.region,
    s3_staging_dir=f"s3://{FACTS.resultsBucket}/pyathena/{uuid.uuid4()}/",
    poll_interval=0.1,
)


def pandas_frame(sql, **options):
    return connection.cursor(PandasCursor, **options).execute(sql).as_pandas()


def arrow_table(sql, **options):
    return connection.cursor(ArrowCursor, **options).execute(sql).as_arrow()


def without_nulls(frame):
    """pandas has dates as timestamps, and several NULLs."""
    row = frame.to_dict("records")[0]
    return {name: None if pandas.isna(value) else value for name, value in row.items()}


IN_PANDAS = {**VALUES, "day": pandas.Timestamp(VALUES["day"]), "at": pandas.Timestamp(VALUES["at"])}


@operation("pandas: each type from CSV")
def _():
    equal(without_nulls(pandas_frame(TYPES)), IN_PANDAS)


@operation("pandas: columns are typed")
def _():
    kinds = pandas_frame(TYPES).dtypes
    equal([kinds["amount"].kind, kinds["rate"].kind, kinds["day"].kind, kinds["at"].kind], ["i", "f", "M", "M"])


@operation("pandas: the funnel of the simulated day")
def _():
    row = pandas_frame(FUNNEL).iloc[0]
    equal((row["day"].date(), *(int(row[name]) for name in ["sent", "delivered", "read", "failed"])), FUNNEL_ROW)


@operation("pandas: each type from UNLOAD")
def _():
    equal(without_nulls(pandas_frame(TYPES, unload=True)), IN_PANDAS)


@operation("pandas: UNLOAD of a view has as many rows as the view")
def _():
    frame = pandas_frame("SELECT card, rate_micros FROM rate_cards", unload=True)
    equal((len(frame), frame["rate_micros"].dtype.kind), (FACTS.rateCards, "i"))


@operation("pandas: chunks have all the rows")
def _():
    chunks = connection.cursor(PandasCursor).execute("SELECT card FROM rate_cards", chunksize=100)
    equal(sum(len(chunk) for chunk in chunks.iter_chunks()), FACTS.rateCards)


@operation("Arrow: each type from CSV, decimals and NULL as the texts that PyAthena makes of them")
def _():
    equal(arrow_table(TYPES).to_pylist(), [{**VALUES, "share": "1.50", "nothing": ""}])


@operation("Arrow: the funnel of the simulated day")
def _():
    table = arrow_table(FUNNEL)
    counts = [table.column(name)[0].as_py() for name in ["sent", "delivered", "read", "failed"]]
    equal((table.num_rows, *counts), (1, *FUNNEL_ROW[1:]))


@operation("Arrow: each type from UNLOAD")
def _():
    equal(arrow_table(TYPES, unload=True).to_pylist(), [VALUES])


@operation("Arrow: UNLOAD keeps the types")
def _():
    types = {field.name: str(field.type) for field in arrow_table(TYPES, unload=True).schema}
    equal([types["day"], types["share"], types["amount"]], ["date32[day]", "decimal128(10, 2)", "int64"])


@refusal("pandas: a table that does not exist")
def _():
    with raises(OperationalError, "TABLE_NOT_FOUND"):
        pandas_frame("SELECT * FROM nothing")


@refusal("Arrow: a column that does not exist")
def _():
    with raises(OperationalError, "COLUMN_NOT_FOUND"):
        arrow_table("SELECT no_such_column FROM events")


@refusal("UNLOAD without a place for it")
def _():
    plain = connect(work_group=FACTS.workgroup, schema_name=FACTS.database, region_name=FACTS.region)
    with raises(ProgrammingError, "s3_staging_dir is required"):
        plain.cursor(PandasCursor, unload=True).execute("SELECT 1 AS one")


run("PyAthena, pandas and Arrow")
