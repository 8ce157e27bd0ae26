"""SQLAlchemy by PyAthena's dialect: statements, and the inspector that BI tools browse with."""

import logging

from operations import FACTS, FUNNEL, FUNNEL_ROW, TYPES, VALUES, equal, operation, raises, refusal, run
from sqlalchemy import MetaData, Table, create_engine, func, inspect, select, text
from sqlalchemy.exc import DatabaseError, NoSuchTableError, OperationalError
from sqlalchemy.types import BIGINT, DATE, DOUBLE, TIMESTAMP, String

logging.getLogger("pyathena").setLevel(logging.CRITICAL)

HOST = f"athena.{FACTS.region}.amazonaws.com"
engine = create_engine(
    f"awsathena+rest://@{HOST}:443/{FACTS.database}?work_group={FACTS.workgroup}&poll_interval=0.1"
)
inspector = inspect(engine)


def rows(statement, parameters=None):
    with engine.connect() as connection:
        return connection.execute(statement, parameters or {}).fetchall()


@operation("each type comes as Python's own")
def _():
    equal(rows(text(TYPES)), [tuple(VALUES.values())])


@operation("the funnel of the simulated day")
def _():
    equal(rows(text(FUNNEL)), [FUNNEL_ROW])


@operation("a bound parameter")
def _():
    equal(rows(text("SELECT count(*) FROM rate_cards WHERE card = :card"), {"card": "it's none"}), [(0,)])


@operation("get_schema_names")
def _():
    equal(inspector.get_schema_names(), [FACTS.database])


@operation("get_table_names has the tables and no view")
def _():
    names = inspector.get_table_names()
    equal((len(names), "event_rows" in names, "events" in names), (FACTS.tables, True, False))


@operation("get_view_names has the views, in every page of them")
def _():
    names = inspector.get_view_names()
    equal((len(names) > 50, "metric_messages" in names, "event_rows" in names), (True, True, False))


@operation("get_columns of a view has SQLAlchemy's types")
def _():
    types = {column["name"]: type(column["type"]) for column in inspector.get_columns("metric_messages")}
    wanted = ["member", "period_start", "sent", "delivered_rate"]
    equal([types[name] for name in wanted], [String, DATE, BIGINT, DOUBLE])
    kinds = {column["name"]: type(column["type"]) for column in inspector.get_columns("fact_messages")}
    equal(kinds["sent_at"], TIMESTAMP)


@operation("get_columns of a table marks its partition keys")
def _():
    keys = [
        column["name"]
        for column in inspector.get_columns("event_rows")
        if column["dialect_options"]["awsathena_partition"]
    ]
    equal(keys, ["dt", "family"])


@operation("has_table")
def _():
    equal([inspector.has_table(name) for name in ["events", "event_rows", "nothing"]], [True, True, False])


@operation("get_table_options has the table's place")
def _():
    equal(inspector.get_table_options("event_rows")["awsathena_location"], f"s3://{FACTS.lakeBucket}/events/")


@operation("get_view_definition has the view's statement")
def _():
    definition = inspector.get_view_definition("metric_messages")
    equal(definition.startswith(f"CREATE VIEW {FACTS.database}.metric_messages AS\n"), True)
    equal(("SELECT" in definition, definition.endswith(";")), (True, False))


@operation("keys and indexes are none")
def _():
    found = (inspector.get_pk_constraint("events"), inspector.get_indexes("events"))
    equal((found[0]["constrained_columns"], found[1]), ([], []))


@operation("a table that is reflected is queried with expressions")
def _():
    funnel = Table("metric_message_funnel_daily", MetaData(), autoload_with=engine)
    statement = select(func.sum(funnel.c.sent)).where(funnel.c.day == FUNNEL_ROW[0])
    equal(rows(statement), [(FACTS.sent,)])


@operation("pandas reads by an engine")
def _():
    import pandas

    frame = pandas.read_sql(text(FUNNEL), engine)
    equal(int(frame["sent"][0]), FACTS.sent)


@refusal("a table that does not exist")
def _():
    with raises(OperationalError, "TABLE_NOT_FOUND"):
        rows(text("SELECT * FROM nothing"))


@refusal("what is no statement")
def _():
    with raises(DatabaseError, "InvalidRequestException"):
        rows(text("SELEC 1"))


@refusal("the definition of a view that does not exist")
def _():
    with raises(NoSuchTableError, "nothing"):
        inspector.get_view_definition("nothing")


@refusal("the columns of a table that does not exist")
def _():
    with raises(NoSuchTableError, "nothing"):
        inspector.get_columns("nothing")


run("SQLAlchemy")
