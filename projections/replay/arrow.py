"""Chunks of the log as the database takes them: an Arrow table with a chunk in each row."""

from collections.abc import Sequence
from typing import Final

from arro3.core import Array, DataType, Field, RecordBatch, Schema, Table

from ...events import Chunk

_SCHEMA: Final = Schema(
    [
        Field("after", DataType.int64()),
        Field("types", DataType.large_binary()),
        Field("data", DataType.large_binary()),
    ]
)


def table_of(chunks: Sequence[Chunk]) -> Table:
    """Return chunks as a table; each is a batch of its own, so that the cores share them out."""
    return Table.from_batches([_batch(chunk) for chunk in chunks], schema=_SCHEMA)


def _batch(chunk: Chunk) -> RecordBatch:
    columns = [
        Array([chunk.after], DataType.int64()),
        Array([chunk.types], DataType.large_binary()),
        Array([chunk.data], DataType.large_binary()),
    ]
    return RecordBatch.from_arrays(columns, schema=_SCHEMA)
