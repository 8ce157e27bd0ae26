"""PyAthena: the plain cursor and the one whose rows are dictionaries."""

import logging

from operations import FACTS, FUNNEL, FUNNEL_ROW, TYPES, VALUES, equal, operation, raises, refusal, run
from pyathena import connect
from pyathena.cursor import DictCursor
from pyathena.error import DatabaseError, OperationalError

# It logs each error that it raises.
logging.getLogger("pyathena").setLevel(logging.CRITICAL)

connection = connect(
    work_group=FACTS.workgroup, schema_name=FACTS.database, region_name=FACTS.region, poll_interval=0.1
)
cursor = connection.cursor()


@operation("each type comes as Python's own, NULL as None")
def _():
    equal(cursor.execute(TYPES).fetchone(), tuple(VALUES.values()))


@operation("the description has the columns' names and types")
def _():
    described = [(column[0], column[1]) for column in cursor.execute(TYPES).description]
    kinds = ["date", "timestamp", "decimal", "varchar", "boolean", "bigint", "double", "varchar"]
    equal(described, list(zip(VALUES, kinds)))


@operation("nested values are read")
def _():
    row = cursor.execute("SELECT ARRAY[1, 2] AS list, MAP(ARRAY['a'], ARRAY[1]) AS by_name").fetchone()
    # PyAthena keeps what is inside a map as text.
    equal(row, ([1, 2], {"a": "1"}))


@operation("the funnel of the simulated day is its truth")
def _():
    equal(cursor.execute(FUNNEL).fetchall(), [FUNNEL_ROW])


@operation("a parameter is put into the statement")
def _():
    rows = cursor.execute("SELECT sent FROM metric_message_funnel_daily WHERE day = %(day)s", {"day": FUNNEL_ROW[0]})
    equal(rows.fetchall(), [(FACTS.sent,)])


@operation("rows are fetched in pages, each once")
def _():
    cursor.execute("SELECT n FROM UNNEST(sequence(1, 2500)) AS t (n)")
    first = cursor.fetchmany(1000)
    equal([row[0] for row in first + cursor.fetchall()], list(range(1, 2501)))


@operation("a query without rows gives none, and its columns")
def _():
    cursor.execute("SELECT card FROM rate_cards WHERE card = 'none'")
    equal((cursor.fetchall(), [column[0] for column in cursor.description]), ([], ["card"]))


@operation("DictCursor: a row is a dictionary")
def _():
    equal(connection.cursor(DictCursor).execute(TYPES).fetchone(), VALUES)


@operation("the databases are listed")
def _():
    equal([database.name for database in cursor.list_databases("AwsDataCatalog")], [FACTS.database])


@operation("a table's metadata has its columns, and its partition keys")
def _():
    metadata = cursor.get_table_metadata("event_rows")
    types = {column.name: column.type for column in metadata.columns}
    equal((types["event_at"], types["event_key"]), ("timestamp", "string"))
    equal([key.name for key in metadata.partition_keys], ["dt", "family"])


@operation("a query knows its statistics and its result's place")
def _():
    cursor.execute("SELECT count(*) FROM event_rows")
    equal((cursor.state, cursor.statement_type, cursor.work_group), ("SUCCEEDED", "DML", FACTS.workgroup))
    equal(cursor.output_location, f"s3://{FACTS.resultsBucket}/{cursor.query_id}.csv")
    equal(cursor.data_scanned_in_bytes > 0, True)


@refusal("a table that does not exist")
def _():
    with raises(OperationalError, "TABLE_NOT_FOUND", "nothing"):
        cursor.execute("SELECT * FROM nothing")


@refusal("a column that does not exist")
def _():
    with raises(OperationalError, "COLUMN_NOT_FOUND"):
        cursor.execute("SELECT no_such_column FROM events")


@refusal("what is no statement")
def _():
    with raises(DatabaseError, "InvalidRequestException", "StartQueryExecution"):
        cursor.execute("SELEC 1")


@refusal("a workgroup that does not exist")
def _():
    other = connect(work_group="nobodys", region_name=FACTS.region)
    with raises(DatabaseError, "InvalidRequestException", "nobodys"):
        other.cursor().execute("SELECT 1")


@refusal("the metadata of a table that does not exist")
def _():
    with raises(OperationalError, "MetadataException", "EntityNotFoundException"):
        cursor.get_table_metadata("nothing")


run("PyAthena")
