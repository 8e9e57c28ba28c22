"""Which facts the copy takes over, and how they travel: no name and no identity number among them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
from django.db import connection

from bontot.evaluation.models import Classification, MemberClassification, Recognition
from bontot.ledger import bulk
from bontot.ledger.models import Fact
from bontot.members.models import Belonging, Censure, Discipline, Exemption, Post, Profile, Standing
from bontot.organisations.models import Kind, Place, Succession
from bontot.training.models import Attendance

BATCH = 50_000


class Moved(NamedTuple):
    """A kind of fact that the copy knows: its name there, its subject there, and its columns here and there."""

    name: str
    model: type[Fact]
    subject: str
    columns: tuple[tuple[str, str, str], ...]
    """Name in the copy, column in the database, type in the copy (`VARCHAR`, `DATE`, `INTEGER`, `BIGINT`)."""
    only: str = "TRUE"

    def select(self, position: int, among: str = "TRUE") -> str:
        """The facts known at `position`, every value cast and none null, since drivers guess at types."""
        parts = [
            f'CAST("{self.model.subject}" AS BIGINT)',
            *[_text(f'"{day}"') for day in ("valid_from", "valid_to")],
        ]
        for _name, column, kind in self.columns:
            quoted = f'"{column}"'
            parts.append(
                f"COALESCE(CAST({quoted} AS BIGINT), 0)"
                if kind == "BIGINT"
                else f"COALESCE({_text(quoted)}, '')"
            )
        named = [f'{part} AS "{name}"' for part, name in zip(parts, self.names(), strict=True)]
        return (
            f'SELECT {", ".join(named)} FROM "{self.model._meta.db_table}" '
            f"WHERE known_from <= {position} AND known_to > {position} AND {self.only} AND {among}"
        )

    def names(self) -> list[str]:
        return [self.subject, "since", "until", *[column[0] for column in self.columns]]

    def typed(self) -> str:
        """What stands in the copy, from what has travelled as text and whole numbers."""
        parts = [self.subject, "CAST(since AS DATE) AS since", "CAST(until AS DATE) AS until"]
        for name, _column, kind in self.columns:
            if kind == "VARCHAR":
                parts.append(name)
            else:
                empty = "0" if kind == "BIGINT" else "''"
                parts.append(f"CAST(NULLIF({name}, {empty}) AS {kind}) AS {name}")
        return ", ".join(parts)

    def arrow(self) -> pa.Schema:
        whole = {self.subject, *[name for name, _column, kind in self.columns if kind == "BIGINT"]}
        return pa.schema([(name, pa.int64() if name in whole else pa.string()) for name in self.names()])


def _text(column: str) -> str:
    return f"CAST({column} AS TEXT)"


def _words(*names: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((name, name, "VARCHAR") for name in names)


PROFILE = Moved(
    "profile",
    Profile,
    "person",
    (
        *_words("sex", "born", "ethnicity", "religion", "occupation", "category"),
        ("schooling", "general_schooling", "VARCHAR"),
        *_words("professional", "theory"),
    ),
)
STANDING = Moved(
    "standing",
    Standing,
    "person",
    (*_words("standing"), ("decided_on", "decided_on", "DATE"), *_words("began", "ended")),
)
BELONGING = Moved(
    "belonging", Belonging, "person", (("organisation", "organisation_id", "BIGINT"),), "NOT temporary"
)
EXEMPTION = Moved("exemption", Exemption, "person", ())
POST = Moved(
    "post",
    Post,
    "person",
    (*_words("title", "unit", "unit_kind"), ("organisation", "organisation_id", "BIGINT")),
)
ATTENDANCE = Moved("attendance", Attendance, "person", _words("course", "kind"))
DISCIPLINE = Moved("discipline", Discipline, "person", _words("form", "offence", "began", "ended"))
PLACE = Moved("place", Place, "organisation", (("parent", "parent_id", "BIGINT"),))
KIND = Moved("kind", Kind, "organisation", _words("kind", "base_kind"))
CENSURE = Moved("censure", Censure, "organisation", _words("form", "offence", "began", "ended"))

SUCCESSION = Moved(
    "succession",
    Succession,
    "organisation",
    (("successor", "successor_id", "BIGINT"), ("way", "way", "VARCHAR")),
)

_OF_ITSELF = "capacity = '' AND valid_to = '9999-12-31' AND length(period) = 4"
"""The grade of the member or of the organisation itself for a whole year, as it was decided last."""
_GRADED = (("year", "period", "INTEGER"), ("grade", "grade", "VARCHAR"))
MEMBER_GRADE = Moved("member_grade", MemberClassification, "person", _GRADED, _OF_ITSELF)
GRADE = Moved("grade", Classification, "organisation", _GRADED, _OF_ITSELF)
RECOGNITION = Moved(
    "recognition", Recognition, "organisation", (("title", "title", "VARCHAR"), ("year", "year", "INTEGER"))
)

LIVES = (PROFILE, STANDING, BELONGING, EXEMPTION)
"""What the stretches of a life are made of."""
KEPT = (POST, ATTENDANCE, DISCIPLINE, MEMBER_GRADE)
"""Facts about people that the copy keeps as they are."""
TREE = (PLACE, KIND, CENSURE, SUCCESSION, GRADE, RECOGNITION)


def load(
    cursor: duckdb.DuckDBPyConnection, moved: Moved, table: str, position: int, only: Sequence[int] | None
) -> None:
    """Make the temporary table `table` of the facts known at `position`, about everybody or only about some."""
    with _batches(moved, position, only) as reader:
        cursor.register("travelling", reader)
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {moved.typed()} FROM travelling")
        cursor.unregister("travelling")


def changed(kinds: Collection[Moved], after: int, upto: int) -> set[int]:
    """The subjects of which something has become known or ceased to be known after position `after`."""
    found: set[int] = set()
    with connection.cursor() as cursor:
        for moved in kinds:
            table, subject = moved.model._meta.db_table, moved.model.subject
            cursor.execute(
                f'SELECT "{subject}" FROM "{table}" WHERE known_from > %s AND known_from <= %s '
                f'UNION SELECT "{subject}" FROM "{table}" WHERE known_to > %s AND known_to <= %s '
                "AND known_to < 4611686018427387904",
                [after, upto, after, upto],
            )
            found.update(int(row[0]) for row in cursor.fetchall())
    return found


@contextmanager
def _batches(moved: Moved, position: int, only: Sequence[int] | None) -> Iterator[pa.RecordBatchReader]:
    if only is None and not connection.in_atomic_block:
        with _columnar(moved.select(position)) as reader:
            if reader is not None:
                yield reader
                return
    among, values = ("TRUE", []) if only is None else bulk.among(moved.model.subject, only)
    # Inside a transaction only its own connection sees what it has written.
    with connection.cursor() as cursor:
        cursor.execute(moved.select(position, among), values)
        yield pa.RecordBatchReader.from_batches(moved.arrow(), _rows(cursor, moved.arrow()))


def _rows(cursor: Any, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    while rows := cursor.fetchmany(BATCH):
        columns = zip(*rows, strict=True)
        arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


@contextmanager
def _columnar(sql: str) -> Iterator[pa.RecordBatchReader | None]:
    """Rows straight into columns, by a connection of its own; None where there is no such road."""
    opened = _adbc()
    if opened is None:
        yield None
        return
    with closing(opened) as link, closing(link.cursor()) as cursor:
        cursor.execute(sql)
        yield cursor.fetch_record_batch()


def _adbc() -> Any:
    try:
        if connection.vendor == "sqlite":
            # The driver brings a SQLite of its own. Two of them in one process drop each other's locks on the file
            # (https://www.sqlite.org/howtocorrupt.html, 2.2.1): a write beside them can then break it.
            return None
        from adbc_driver_postgresql import dbapi as postgresql
        from psycopg.conninfo import make_conninfo

        asked = connection.get_connection_params()
        words = {
            key: asked[key]
            for key in ("host", "port", "user", "password", "dbname", "options")
            if asked.get(key)
        }
        return postgresql.connect(make_conninfo("", **words))
    except ImportError:
        return None
