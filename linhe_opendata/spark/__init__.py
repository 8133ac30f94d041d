"""The tables of a data package read by the workers of a cluster, through the API of Spark.

`cluster` stands where the session is: it cuts a package into groups of tables (`groups`), has each
judged by a worker (`judging`), and puts what they say into the report that one process would have
made. A package behind an address is fetched by whoever reads it (`fetching`). pyspark is asked for
when a package is validated, never before.
"""

from linhe_opendata.spark.cluster import validate_on_cluster

__all__ = ["validate_on_cluster"]
