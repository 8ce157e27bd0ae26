"""Operations of one client against the lake: each prints a line, and its result is compared with what it must be."""

import json
import os
import sys
import time
import traceback
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

# Written by test/clients/lake.ts.
FACTS = SimpleNamespace(**json.loads(os.environ["CLIENTS_FACTS"]))

# One value of each type, and a NULL; the same text for every client.
TYPES = """
    SELECT DATE '2026-11-20' AS day, TIMESTAMP '2026-11-20 10:00:00.123' AS at, CAST(1.5 AS decimal(10,2)) AS share,
      CAST(NULL AS varchar) AS nothing, true AS is_new, CAST(7 AS bigint) AS amount, 0.5e0 AS rate, 'a "b", é' AS text
"""
VALUES = {
    "day": date(2026, 11, 20),
    "at": datetime(2026, 11, 20, 10, 0, 0, 123000),
    "share": Decimal("1.50"),
    "nothing": None,
    "is_new": True,
    "amount": 7,
    "rate": 0.5,
    "text": 'a "b", é',
}

# The simulated day, whose truth is known.
FUNNEL = f"""
    SELECT day, sent, delivered, read, failed FROM metric_message_funnel_daily WHERE day = DATE '{FACTS.day}'
"""
FUNNEL_ROW = (date.fromisoformat(FACTS.day), FACTS.sent, FACTS.delivered, FACTS.read, FACTS.failed)

_operations = []


def operation(what):
    """Names an operation by what it shows."""

    def keep(work):
        _operations.append((what, work))
        return work

    return keep


def refusal(what):
    """An operation that must end in the error that the client raises on AWS."""
    return operation(f"refused: {what}")


def equal(found, expected):
    if found != expected:
        raise AssertionError(f"{found!r} is not {expected!r}")


@contextmanager
def raises(kind, *texts):
    """The error's class is exactly this one, and its message has the texts."""
    try:
        yield
    except Exception as error:
        if type(error) is not kind or any(text not in str(error) for text in texts):
            raise AssertionError(f"{type(error).__name__}: {error}, not {kind.__name__} with {texts}") from error
        return
    raise AssertionError(f"no error, not {kind.__name__} with {texts}")


@contextmanager
def raises_code(code, *texts):
    """An error of botocore's with this code."""
    from botocore.exceptions import ClientError

    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] != code or any(text not in str(error) for text in texts):
            raise AssertionError(f"{error}, not {code} with {texts}") from error
        return
    raise AssertionError(f"no error, not {code} with {texts}")


def run(client):
    """Runs all of them; the exit code is 1 when one has failed."""
    has_failed = False
    for what, work in _operations:
        started = time.monotonic()
        try:
            work()
            print(f"ok    {client}: {what} ({time.monotonic() - started:.1f} s)", flush=True)
        except Exception as error:
            has_failed = True
            print(f"FAIL  {client}: {what}: {type(error).__name__}: {error}".replace("\n", "\n      "), flush=True)
            if not isinstance(error, AssertionError):
                print("      " + traceback.format_exc().replace("\n", "\n      "), flush=True)
    sys.exit(1 if has_failed else 0)
