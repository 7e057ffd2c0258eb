"""One answer from Spark, on this machine alone, over the segments: the same as the embedded one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from stewards.projections.portable import statement
from stewards.registry import Registry

from .answers import ASKED, embedded, embedded_ranges, given, in_order, ranges

sql = pytest.importorskip("pyspark.sql", reason="the extra spark is not installed")
pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return a session of Spark on two cores, with nothing open to the network."""
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "Europe/Copenhagen",  # must not matter
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
        "spark.ui.enabled": "false",
    }
    builder = sql.SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.mark.parametrize("name", ASKED)
def test_spark_counts_the_same(spark: Any, own: Any, folder: Path, name: str) -> None:
    """A count by workplace, as of a day and knowledge, is the same to the row."""
    query = statement("count_by_workplace", given(name), "spark")

    assert answered(spark, folder, query) == embedded(own, name)


@pytest.mark.parametrize("name", ["before much of it was known", "below a unit", "in a category"])
def test_spark_is_as_sure(spark: Any, registry: Registry, folder: Path, name: str) -> None:
    """A count with at least and at most, where days are not known exactly, is the same to the row."""
    assert answered(spark, folder, ranges(name, "spark")) == embedded_ranges(registry, name)


def answered(spark: Any, folder: Path, query: str) -> list[tuple[Any, ...]]:
    """Return what Spark answers over the segments in a folder, in order."""
    for table, part in {"member_entries": "members", "other_entries": "others"}.items():
        spark.read.parquet(str(folder / part)).createOrReplaceTempView(table)
    return in_order([tuple(row) for row in spark.sql(query).collect()])
