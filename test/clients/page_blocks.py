"""The Python of docs/connect.md, as it is there, in the name of an analyst: a block an operation."""

import contextlib
import io
import json
import logging
import os
import subprocess
import sys
import tempfile
import warnings

from operations import operation, run

warnings.filterwarnings("ignore")
logging.getLogger("pyathena").setLevel(logging.CRITICAL)

os.environ["AWS_ACCESS_KEY_ID"] = os.environ["ANALYST_ACCESS_KEY_ID"]
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]
# Files that a block writes are gone afterwards.
folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def block_of(language, text):
    def work():
        if language == "python":
            # What it prints is for the reader.
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(text, "docs/connect.md", "exec"), {"__name__": "__page__"})  # noqa: S102
            return
        done = subprocess.run(["sh", "-euc", text], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise AssertionError(done.stderr.strip())

    return work


for block in json.loads(os.environ["CLIENTS_PAGE"]):
    first = block["text"].strip().splitlines()[0]
    operation(f"line {block['line']}: {first}")(block_of(block["language"], block["text"]))

run("docs/connect.md")
