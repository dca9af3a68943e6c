"""
A history past one machine: the questions of `History` as expressions over tables.

The tables are those that `orgchart.io.write_parquet` writes. The expressions are Ibis's and run
unchanged on DuckDB, inside this process and larger than its memory, and on Spark. It needs Ibis:
``pip install "orgchart[lake]"``.
"""

from __future__ import annotations

from orgchart.lake.asking import Lake, open_lake
from orgchart.lake.charts import ChartTables

__all__ = ["ChartTables", "Lake", "open_lake"]
