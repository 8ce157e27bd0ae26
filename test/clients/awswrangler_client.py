"""AWS SDK for pandas (awswrangler): Athena, the catalog, and objects of S3."""

import uuid
import warnings

warnings.filterwarnings("ignore")

import awswrangler
import pandas
from awswrangler.exceptions import NoFilesFound, QueryFailed
from operations import FACTS, FUNNEL, FUNNEL_ROW, TYPES, VALUES, equal, operation, raises, raises_code, refusal, run

DATABASE = {"database": FACTS.database}
ROWS = f"s3://{FACTS.lakeBucket}/events/"
PLACE = f"s3://{FACTS.resultsBucket}/awswrangler/{uuid.uuid4()}/"


def frame(sql, **options):
    return awswrangler.athena.read_sql_query(
        sql,
        ctas_approach=False,
        workgroup=FACTS.workgroup,
        athena_query_wait_polling_delay=0.1,
        **DATABASE,
        **options,
    )


def first(rows):
    row = rows.to_dict("records")[0]
    return {name: None if pandas.isna(value) else value for name, value in row.items()}


@operation("read_sql_query: each type")
def _():
    equal(first(frame(TYPES)), {**VALUES, "at": pandas.Timestamp(VALUES["at"])})


@operation("read_sql_query: the funnel of the simulated day")
def _():
    equal(tuple(frame(FUNNEL).iloc[0]), FUNNEL_ROW)


@operation("read_sql_query with UNLOAD: each type")
def _():
    rows = frame(TYPES, unload_approach=True, s3_output=f"{PLACE}types/")
    equal(first(rows), {**VALUES, "at": pandas.Timestamp(VALUES["at"])})


@operation("read_sql_query with UNLOAD removes its files, where it may")
def _():
    rows = frame("SELECT * FROM rate_cards", unload_approach=True, s3_output=f"{PLACE}cards/", keep_files=False)
    equal((len(rows), awswrangler.s3.list_objects(f"{PLACE}cards/")), (FACTS.rateCards, []))


@operation("read_sql_query in chunks")
def _():
    equal(sum(len(chunk) for chunk in frame("SELECT card FROM rate_cards", chunksize=100)), FACTS.rateCards)


@operation("catalog.databases")
def _():
    equal(list(awswrangler.catalog.databases()["Database"]), [FACTS.database])


@operation("catalog.tables has tables and views with their columns")
def _():
    tables = awswrangler.catalog.tables(limit=500, **DATABASE).set_index("Table")
    equal(tables.loc["event_rows"]["Partitions"], "dt, family")
    equal("delivered_rate" in tables.loc["metric_messages"]["Columns"], True)


@operation("catalog.tables by the beginning of a name")
def _():
    names = awswrangler.catalog.tables(name_prefix="rate_", **DATABASE)["Table"]
    equal(list(names), ["rate_cards", "rate_markets"])


@operation("catalog.get_table_types")
def _():
    types = awswrangler.catalog.get_table_types(table="metric_messages", **DATABASE)
    equal((types["period_start"], types["sent"], types["delivered_rate"]), ("date", "bigint", "double"))
    equal(awswrangler.catalog.get_table_types(table="nothing", **DATABASE), None)


@operation("athena.describe_table marks partition keys")
def _():
    described = awswrangler.athena.describe_table(table="event_rows", workgroup=FACTS.workgroup, **DATABASE)
    columns = described.set_index("Column Name")
    equal((columns["Type"]["dt"], columns["Type"]["event_key"]), ("string", "string"))
    equal(list(columns[columns["Partition"]].index), ["dt", "family"])


@operation("athena.show_create_table")
def _():
    created = awswrangler.athena.show_create_table(table="event_rows", workgroup=FACTS.workgroup, **DATABASE)
    equal((created.startswith("CREATE EXTERNAL TABLE"), FACTS.lakeBucket in created), (True, True))


@operation("catalog.get_partitions: projected ones are in no catalog")
def _():
    equal(awswrangler.catalog.get_parquet_partitions(table="event_rows", **DATABASE), {})


@operation("catalog.get_partitions: those of a refreshed table, with their places")
def _():
    partitions = awswrangler.catalog.get_parquet_partitions(table="refreshed_agg_watermark", **DATABASE)
    (place,) = [each for each, values in partitions.items() if values == [FACTS.generation, "0"]]
    equal(place.startswith(FACTS.watermarkGeneration), True)
    rows = awswrangler.s3.read_parquet(place)
    equal(list(rows["events"]), list(frame("SELECT events FROM agg_watermark")["events"]))


@operation("s3.list_objects")
def _():
    objects = awswrangler.s3.list_objects(ROWS)
    equal((len(objects) > 0, all(name.startswith(f"{ROWS}dt=") for name in objects)), (True, True))


@operation("s3.read_parquet of a data set has as many rows as the table")
def _():
    rows = awswrangler.s3.read_parquet(ROWS, dataset=True, columns=["event_key", "dt", "family"])
    counted = frame("SELECT count(*) AS n FROM event_rows")["n"][0]
    equal((len(rows), list(rows.columns)), (counted, ["event_key", "dt", "family"]))


@operation("s3.to_parquet, and s3.delete_objects")
def _():
    written = pandas.DataFrame({"n": [1, 2]})
    awswrangler.s3.to_parquet(written, f"{PLACE}own/a.parquet")
    equal(list(awswrangler.s3.read_parquet(f"{PLACE}own/a.parquet")["n"]), [1, 2])
    awswrangler.s3.delete_objects(f"{PLACE}own/")
    equal(awswrangler.s3.list_objects(f"{PLACE}own/"), [])


@refusal("a table that does not exist")
def _():
    with raises(QueryFailed, "TABLE_NOT_FOUND"):
        frame("SELECT * FROM nothing")


@refusal("what is no statement")
def _():
    with raises_code("InvalidRequestException", "StartQueryExecution"):
        frame("SELEC 1")


@refusal("a place with data for UNLOAD")
def _():
    awswrangler.s3.to_parquet(pandas.DataFrame({"n": [1]}), f"{PLACE}full/a.parquet")
    with raises(QueryFailed, "HIVE_PATH_ALREADY_EXISTS"):
        frame("SELECT 1 AS one", unload_approach=True, s3_output=f"{PLACE}full/")


@refusal("objects that do not exist")
def _():
    with raises(NoFilesFound, "No files Found"):
        awswrangler.s3.read_parquet(f"{ROWS}none.parquet")


@refusal("the payloads of what failed")
def _():
    # It asks for the object's head first, and an answer to that has no body.
    with raises_code("403", "HeadObject"):
        awswrangler.s3.download(f"s3://{FACTS.lakeBucket}/failed/x", "/dev/null")


run("awswrangler")
