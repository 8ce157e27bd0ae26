"""A plugin of dbt-duckdb: Athena's functions, and the lake's tables from a laptop's data folder.

Only the profile `sample` uses it. On Athena the functions are there, and the tables are Glue's.
"""

import json
import re
from pathlib import Path

from dbt.adapters.duckdb.plugins import BasePlugin

PROJECT = Path(__file__).parent
DUCKDB_TYPES = {
    "string": "VARCHAR",
    "int": "INTEGER",
    "bigint": "BIGINT",
    "double": "DOUBLE",
    "boolean": "BOOLEAN",
    "timestamp": "TIMESTAMP",
}


class Plugin(BasePlugin):
    def initialize(self, plugin_config):
        self.buckets = (PROJECT / plugin_config["data"]).resolve() / "s3"
        self.schema = plugin_config["schema"]
        if not self.buckets.is_dir():
            raise Exception(
                f"{self.buckets.parent} is not a lake's data folder: run `npm start -- --once` in the repository, "
                "or set LAKE_DATA to the folder that it was started with."
            )

    def configure_connection(self, conn):
        # The prelude defines its macros in a database of this name.
        conn.execute("ATTACH IF NOT EXISTS ':memory:' AS memory")
        conn.execute((PROJECT / "prelude.sql").read_text())
        conn.execute(f"CREATE SCHEMA IF NOT EXISTS {self.schema}")
        for table in json.loads((PROJECT / "lake_tables.json").read_text()):
            self.copy_table(conn, table)

    def configure_cursor(self, cursor):
        # A macro hides DuckDB's own function of the same name where the path names its schema.
        cursor.execute("SET search_path = 'main,memory.trino'")

    def copy_table(self, conn, table):
        columns = {**table["columns"], **table["partitions"]}
        declared = ", ".join(f'"{name}" {DUCKDB_TYPES[glue]}' for name, glue in columns.items())
        name = f'{self.schema}."{table["name"]}"'
        conn.execute(f"CREATE OR REPLACE TABLE {name} ({declared})")
        files = self.files_of(table)
        if files:
            # By name: a file that was written before a column was added has NULLs there.
            conn.execute(f"INSERT INTO {name} BY NAME {rows_of(table, files)}")

    def files_of(self, table):
        paths = sorted(path for folder in self.folders_of(table) for path in folder.glob("**/*"))
        # Athena passes over names that begin with a dot or an underscore.
        files = [path for path in paths if path.is_file() and path.name[0] not in "._" and path.stat().st_size > 0]
        return [str(path) for path in files]

    def folders_of(self, table):
        if table["format"] != "partitions":
            return list(self.buckets.glob(f"*/{table['prefix']}"))
        # As the laptop's AWS Glue keeps them.
        lists = sorted(self.buckets.parent.glob(f"glue/*.{table['name']}.partitions.json"))
        partitions = [partition for path in lists for partition in json.loads(path.read_text())]
        locations = [partition["StorageDescriptor"]["Location"] for partition in partitions]
        return [self.buckets / location.removeprefix("s3://") for location in locations]


def rows_of(table, files):
    listed = ", ".join(literal(file) for file in files)
    if table["format"] == "json":
        columns = ", ".join(f"{literal(name)}: {literal(DUCKDB_TYPES[glue])}" for name, glue in table["columns"].items())
        return f"SELECT * FROM read_json([{listed}], format = 'newline_delimited', columns = {{{columns}}})"
    partitions = "".join(
        f""", system.main.regexp_extract(filename, {literal(f"/{re.escape(name)}=([^/]+)/")}, 1) AS "{name}" """
        for name in table["partitions"]
    )
    options = "filename = true, union_by_name = true, hive_partitioning = false"
    return f"SELECT * EXCLUDE (filename){partitions} FROM read_parquet([{listed}], {options})"


def literal(text):
    return "'" + text.replace("'", "''") + "'"
