"""Histories as folders of Parquet files, by way of pyarrow."""
