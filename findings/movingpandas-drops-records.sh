#!/usr/bin/env bash
# movingpandas 0.23.0 (PyPI) with geopandas 1.2.0: a collection is made without objects that have one record, and without records that repeat a time.
#
# TrajectoryCollection says nothing about either: of an object with one fix there is no trajectory, and of two fixes of one object with the same
# timestamp, as devices with one-second clocks send them, the first is kept, also where the second lies elsewhere.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check movingpandas==0.23.0 geopandas==1.2.0
"$work/venv/bin/python" -W ignore - <<'PY'
import warnings

import geopandas
import movingpandas
import pandas
from shapely.geometry import Point

times = pandas.to_datetime(["2024-01-01T00:00:00", "2024-01-01T00:00:10", "2024-01-01T00:00:10", "2024-01-01T00:00:20",
                            "2024-01-01T00:00:00"])
fleet = geopandas.GeoDataFrame(
    {"vehicle": ["bus", "bus", "bus", "bus", "tram"], "t": times},
    geometry=[Point(7, 47), Point(7.001, 47), Point(7.002, 47), Point(7.003, 47), Point(7.5, 47)], crs=4326)
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always", UserWarning)
    collection = movingpandas.TrajectoryCollection(fleet, "vehicle", t="t")
kept = {trajectory.id: [point.x for point in trajectory.df.geometry] for trajectory in collection.trajectories}
print(len(fleet), "records ->", kept, "warnings:", [str(warning.message) for warning in told])
assert kept == {"bus": [7.0, 7.001, 7.003]}, "the behaviour has changed"
PY
