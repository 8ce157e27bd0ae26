"""boto3: Athena, Glue, S3, Secrets Manager and STS, and what an analyst is not allowed."""

import base64
import json
import os
import time

import boto3
import pyarrow.dataset
import pyarrow.fs
from operations import FACTS, FUNNEL, FUNNEL_ROW, equal, operation, raises_code, refusal, run

athena = boto3.client("athena")
glue = boto3.client("glue")
s3 = boto3.client("s3")
secrets = boto3.client("secretsmanager")
analyst = boto3.Session(os.environ["ANALYST_ACCESS_KEY_ID"], "laptop", region_name=FACTS.region)

CATALOG = {"CatalogName": "AwsDataCatalog"}
DATABASE = {**CATALOG, "DatabaseName": FACTS.database}
IN_GLUE = {"DatabaseName": FACTS.database}


def ended(client, sql):
    context = {"Database": FACTS.database}
    started = client.start_query_execution(QueryString=sql, WorkGroup=FACTS.workgroup, QueryExecutionContext=context)
    while True:
        execution = client.get_query_execution(QueryExecutionId=started["QueryExecutionId"])["QueryExecution"]
        if execution["Status"]["State"] not in ["QUEUED", "RUNNING"]:
            return execution
        time.sleep(0.1)


def table(name):
    return glue.get_table(Name=name, **IN_GLUE)["Table"]


@operation("athena: rows are texts, the header first")
def _():
    results = athena.get_query_results(QueryExecutionId=ended(athena, FUNNEL)["QueryExecutionId"])
    rows = [[value.get("VarCharValue") for value in row["Data"]] for row in results["ResultSet"]["Rows"]]
    equal(rows, [["day", "sent", "delivered", "read", "failed"], [str(value) for value in FUNNEL_ROW]])


@operation("athena: a query that fails says why")
def _():
    status = ended(athena, "SELECT * FROM nothing")["Status"]
    equal((status["State"], status["StateChangeReason"].split(":")[0]), ("FAILED", "TABLE_NOT_FOUND"))


@operation("athena: catalogs, databases and workgroups are listed")
def _():
    equal(athena.list_data_catalogs()["DataCatalogsSummary"], [{"CatalogName": "AwsDataCatalog", "Type": "GLUE"}])
    equal(athena.get_data_catalog(Name="AwsDataCatalog")["DataCatalog"]["Type"], "GLUE")
    equal([each["Name"] for each in athena.list_databases(**CATALOG)["DatabaseList"]], [FACTS.database])
    equal(athena.get_database(**DATABASE)["Database"]["Name"], FACTS.database)
    equal([each["Name"] for each in athena.list_work_groups()["WorkGroups"]], [FACTS.workgroup])


@operation("athena: a workgroup has its settings")
def _():
    settings = athena.get_work_group(WorkGroup=FACTS.workgroup)["WorkGroup"]["Configuration"]
    equal(settings["EnforceWorkGroupConfiguration"], True)
    equal(settings["ResultConfiguration"]["OutputLocation"], f"s3://{FACTS.resultsBucket}/")


@operation("athena: tables are listed by a paginator, and shown one by one")
def _():
    pages = athena.get_paginator("list_table_metadata").paginate(**DATABASE, PaginationConfig={"PageSize": 20})
    listed = [each for page in pages for each in page["TableMetadataList"]]
    names = [each["Name"] for each in listed]
    equal((names == sorted(names), names.count("events")), (True, 1))
    shown = athena.get_table_metadata(TableName="events", **DATABASE)["TableMetadata"]
    equal(shown, next(each for each in listed if each["Name"] == "events"))


@operation("athena: the queries that were run are listed, and shown many at a time")
def _():
    mine = ended(athena, "SELECT 1 AS one")["QueryExecutionId"]
    ids = athena.list_query_executions(WorkGroup=FACTS.workgroup)["QueryExecutionIds"]
    equal(ids[0], mine)
    batch = athena.batch_get_query_execution(QueryExecutionIds=[mine, "no-such-id"])
    equal([each["Query"] for each in batch["QueryExecutions"]], ["SELECT 1 AS one"])
    equal([each["QueryExecutionId"] for each in batch["UnprocessedQueryExecutionIds"]], ["no-such-id"])


@operation("glue: databases, and the tables by a paginator")
def _():
    equal([each["Name"] for each in glue.get_databases()["DatabaseList"]], [FACTS.database])
    pages = glue.get_paginator("get_tables").paginate(**IN_GLUE, PaginationConfig={"PageSize": 20})
    kinds = [each["TableType"] for page in pages for each in page["TableList"]]
    equal((kinds.count("EXTERNAL_TABLE"), kinds.count("VIRTUAL_VIEW") > 50), (FACTS.tables, True))


@operation("glue: a table has its place, its format and its projection")
def _():
    rows = table("event_rows")
    equal(rows["StorageDescriptor"]["Location"], f"s3://{FACTS.lakeBucket}/events/")
    equal(rows["StorageDescriptor"]["SerdeInfo"]["SerializationLibrary"].endswith("ParquetHiveSerDe"), True)
    equal((rows["Parameters"]["projection.enabled"], len(rows["PartitionKeys"])), ("true", 2))


@operation("glue: a view has its statement as it was written")
def _():
    view = table("metric_message_funnel_daily")
    encoded = view["ViewOriginalText"].removeprefix("/* Presto View: ").removesuffix(" */")
    definition = json.loads(base64.b64decode(encoded))
    equal((view["TableType"], view["Parameters"]["presto_view"]), ("VIRTUAL_VIEW", "true"))
    equal(("SELECT" in definition["originalSql"], definition["schema"]), (True, FACTS.database))
    equal(definition["columns"][:2], [{"name": "day", "type": "date"}, {"name": "sent", "type": "bigint"}])


@operation("glue: projected partitions are in no catalog")
def _():
    equal(glue.get_partitions(TableName="event_rows", **IN_GLUE)["Partitions"], [])


@operation("glue: a refreshed table has a partition for each generation and part")
def _():
    pages = glue.get_paginator("get_partitions").paginate(TableName="refreshed_agg_watermark", **IN_GLUE)
    partitions = [each for page in pages for each in page["Partitions"]]
    places = {tuple(each["Values"]): each["StorageDescriptor"]["Location"] for each in partitions}
    equal(places[(FACTS.generation, "0")].startswith(FACTS.watermarkGeneration), True)


@operation("s3: objects are listed, headed and read in part")
def _():
    listed = s3.list_objects_v2(Bucket=FACTS.lakeBucket, Prefix="events/")["Contents"][0]
    place = {"Bucket": FACTS.lakeBucket, "Key": listed["Key"]}
    equal(s3.head_object(**place)["ContentLength"], listed["Size"])
    # The first and the last bytes of a Parquet file.
    for part in ["bytes=0-3", "bytes=-4"]:
        equal(s3.get_object(**place, Range=part, IfMatch=listed["ETag"])["Body"].read(), b"PAR1")


@operation("s3: objects are written, and deleted many at a time")
def _():
    keys = ["boto3/a", "boto3/b c&d"]
    for key in keys:
        s3.put_object(Bucket=FACTS.resultsBucket, Key=key, Body=b"body")
    deleted = s3.delete_objects(Bucket=FACTS.resultsBucket, Delete={"Objects": [{"Key": key} for key in keys]})
    equal([each["Key"] for each in deleted["Deleted"]], keys)
    equal(s3.list_objects_v2(Bucket=FACTS.resultsBucket, Prefix="boto3/")["KeyCount"], 0)


@operation("s3: buckets are listed")
def _():
    names = [each["Name"] for each in s3.list_buckets()["Buckets"]]
    equal((FACTS.lakeBucket in names, FACTS.resultsBucket in names), (True, True))


@operation("s3: pyarrow's own client reads the rows as a data set")
def _():
    files = pyarrow.fs.S3FileSystem(region=FACTS.region, endpoint_override=os.environ["AWS_ENDPOINT_URL"])
    rows = pyarrow.dataset.dataset(f"{FACTS.lakeBucket}/events/", filesystem=files, partitioning="hive")
    equal((rows.count_rows() > 0, "family" in rows.schema.names), (True, True))


@operation("secretsmanager: secrets are listed without their values, and read one by one")
def _():
    listed = secrets.list_secrets()["SecretList"]
    equal(any("SecretString" in each for each in listed), False)
    name = next(each["Name"] for each in listed if "Sourcemeta" in each["Name"])
    equal("verify_token" in secrets.get_secret_value(SecretId=name)["SecretString"], True)


@operation("sts: the caller is known")
def _():
    equal(boto3.client("sts").get_caller_identity()["Arn"].endswith(":user/operator"), True)
    equal(analyst.client("sts").get_caller_identity()["Arn"].split("/")[1], "Analyst")


@operation("an analyst queries, and browses the catalog")
def _():
    equal(ended(analyst.client("athena"), FUNNEL)["Status"]["State"], "SUCCEEDED")
    equal(len(analyst.client("athena").list_databases(**CATALOG)["DatabaseList"]), 1)
    equal(analyst.client("glue").get_table(Name="events", **IN_GLUE)["Table"]["Name"], "events")


@refusal("a table that does not exist, in Glue")
def _():
    with raises_code("EntityNotFoundException"):
        table("nothing")


@refusal("a table that does not exist, in Athena")
def _():
    with raises_code("MetadataException", "EntityNotFoundException"):
        athena.get_table_metadata(TableName="nothing", **DATABASE)


@refusal("a workgroup that does not exist")
def _():
    with raises_code("InvalidRequestException"):
        athena.start_query_execution(QueryString="SELECT 1", WorkGroup="nobodys")


@refusal("an object, and a bucket, that do not exist")
def _():
    with raises_code("NoSuchKey"):
        s3.get_object(Bucket=FACTS.lakeBucket, Key="events/none")
    with raises_code("404"):
        s3.head_object(Bucket=FACTS.lakeBucket, Key="events/")
    with raises_code("NoSuchBucket"):
        s3.list_objects_v2(Bucket="nobodys-bucket")


@refusal("an object that has changed since, or has not")
def _():
    key = s3.list_objects_v2(Bucket=FACTS.lakeBucket, Prefix="events/")["Contents"][0]
    place = {"Bucket": FACTS.lakeBucket, "Key": key["Key"]}
    with raises_code("PreconditionFailed"):
        s3.get_object(**place, IfMatch='"0123"')
    with raises_code("304"):
        s3.get_object(**place, IfNoneMatch=key["ETag"])


@refusal("the payloads of what failed, even to the account's owner")
def _():
    with raises_code("AccessDenied"):
        s3.get_object(Bucket=FACTS.lakeBucket, Key="failed/x")


@refusal("a secret that does not exist")
def _():
    with raises_code("ResourceNotFoundException"):
        secrets.get_secret_value(SecretId="nothing")


@refusal("secrets, buckets and views to an analyst")
def _():
    with raises_code("AccessDeniedException", "secretsmanager:ListSecrets"):
        analyst.client("secretsmanager").list_secrets()
    with raises_code("AccessDenied", "s3:ListAllMyBuckets"):
        analyst.client("s3").list_buckets()
    reason = ended(analyst.client("athena"), "CREATE OR REPLACE VIEW mine AS SELECT 1 AS one")["Status"]
    equal((reason["State"], "glue:CreateTable" in reason["StateChangeReason"]), ("FAILED", True))


run("boto3")
