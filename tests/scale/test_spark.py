"""One answer from Spark, on this machine alone, over the segments: the same as the embedded one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from stewards.projections.portable import statement
from stewards.registry import Registry

from .answers import ASKED, embedded, given, in_order

sql = pytest.importorskip("pyspark.sql", reason="the extra spark is not installed")
pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return a session of Spark on two cores, with nothing open to the network."""
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
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
def test_spark_counts_the_same(spark: Any, registry: Registry, tmp_path: Path, name: str) -> None:
    """A count by workplace, as of a day and knowledge, is the same to the row."""
    for table, folder in {"told_of_members": "members", "told_of_others": "others"}.items():
        spark.read.parquet(str(tmp_path / "s" / folder)).createOrReplaceTempView(table)

    rows = spark.sql(statement("count_by_workplace", given(name), "spark")).collect()

    assert in_order([tuple(row) for row in rows]) == embedded(registry.relations(), name)
