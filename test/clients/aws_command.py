"""The `aws` command (version 1, the one that PyPI has)."""

import json
import os
import subprocess
import sys
import tempfile
from datetime import date

from operations import FACTS, FUNNEL, FUNNEL_ROW, equal, operation, refusal, run

# PyPI's is beside this Python; a newer one may come first on the PATH.
COMMAND = os.path.join(os.path.dirname(sys.executable), "aws")
OF_DATABASE = ["--catalog-name", "AwsDataCatalog", "--database-name", FACTS.database]


def aws(*words):
    """What the command prints. @raises AssertionError with its error."""
    done = subprocess.run([COMMAND, *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(done.stderr.strip())
    return done.stdout


def answer(*words):
    return json.loads(aws(*words, "--output", "json"))


def refused(code, *words):
    try:
        aws(*words)
    except AssertionError as error:
        if f"({code})" not in str(error):
            raise
        return
    raise AssertionError(f"no error, not {code}")


@operation("sts get-caller-identity")
def _():
    equal(answer("sts", "get-caller-identity")["Account"], "123456789012")


@operation("s3 ls: the buckets")
def _():
    names = [line.split()[-1] for line in aws("s3", "ls").splitlines()]
    equal(FACTS.lakeBucket in names, True)


@operation("s3 ls --recursive: the rows' files")
def _():
    lines = aws("s3", "ls", "--recursive", f"s3://{FACTS.lakeBucket}/events/").splitlines()
    equal(all(line.endswith(".parquet") for line in lines), True)


@operation("s3 cp there and back, and s3 rm")
def _():
    place = f"s3://{FACTS.resultsBucket}/aws/a.txt"
    with tempfile.TemporaryDirectory() as folder:
        there, back = os.path.join(folder, "there"), os.path.join(folder, "back")
        with open(there, "w", encoding="utf8") as file:
            file.write("body é")
        aws("s3", "cp", there, place)
        aws("s3", "cp", place, back)
        with open(back, encoding="utf8") as file:
            equal(file.read(), "body é")
    aws("s3", "rm", place)
    # Below a prefix without objects, the command ends with 1 and says nothing.
    equal(subprocess.run([COMMAND, "s3", "ls", place], capture_output=True, check=False).returncode, 1)


@operation("athena start-query-execution, and its results")
def _():
    started = answer(
        *("athena", "start-query-execution", "--work-group", FACTS.workgroup, "--query-string", FUNNEL),
        *("--query-execution-context", f"Database={FACTS.database}"),
    )["QueryExecutionId"]
    state = "QUEUED"
    while state in ["QUEUED", "RUNNING"]:
        execution = answer("athena", "get-query-execution", "--query-execution-id", started)["QueryExecution"]
        state = execution["Status"]["State"]
    results = answer("athena", "get-query-results", "--query-execution-id", started)["ResultSet"]["Rows"]
    values = [value["VarCharValue"] for value in results[1]["Data"]]
    equal((date.fromisoformat(values[0]), *(int(value) for value in values[1:])), FUNNEL_ROW)


@operation("athena list-databases")
def _():
    listed = answer("athena", "list-databases", "--catalog-name", "AwsDataCatalog")["DatabaseList"]
    equal([each["Name"] for each in listed], [FACTS.database])


@operation("athena list-table-metadata, all pages")
def _():
    listed = answer("athena", "list-table-metadata", *OF_DATABASE)["TableMetadataList"]
    equal((len(listed) > 50, any(each["Name"] == "events" for each in listed)), (True, True))


@operation("athena get-work-group")
def _():
    group = answer("athena", "get-work-group", "--work-group", FACTS.workgroup)["WorkGroup"]
    equal((group["Name"], group["State"]), (FACTS.workgroup, "ENABLED"))


@operation("glue get-table, by a query of the command")
def _():
    columns = ["--query", "Table.StorageDescriptor.Columns[0].Type", "--output", "text"]
    found = aws("glue", "get-table", "--database-name", FACTS.database, "--name", "metric_message_funnel_daily", *columns)
    equal(found.strip(), "date")


@operation("secretsmanager list-secrets")
def _():
    equal(len(answer("secretsmanager", "list-secrets")["SecretList"]) > 0, True)


@operation("cloudformation describe-stacks: the outputs")
def _():
    outputs = answer("cloudformation", "describe-stacks")["Stacks"][0]["Outputs"]
    equal(next(each["OutputValue"] for each in outputs if each["OutputKey"] == "Workgroup"), FACTS.workgroup)


@refusal("a table that does not exist")
def _():
    refused("EntityNotFoundException", "glue", "get-table", "--database-name", FACTS.database, "--name", "nothing")


@refusal("a bucket that does not exist")
def _():
    refused("NoSuchBucket", "s3", "ls", "s3://nobodys-bucket")


@refusal("the payloads of what failed")
def _():
    refused("403", "s3", "cp", f"s3://{FACTS.lakeBucket}/failed/x", "-")


@refusal("what is no statement")
def _():
    words = ["--work-group", FACTS.workgroup, "--query-string", "SELEC 1"]
    refused("InvalidRequestException", "athena", "start-query-execution", *words)


run("aws")
