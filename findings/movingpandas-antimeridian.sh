#!/usr/bin/env bash
# movingpandas 0.23.0 (PyPI) with geopandas 1.2.0: halfway between 179.9° E and 179.9° W a trajectory lies at 0°, on the other side of the world.
#
# The length of the same trajectory is right, 22 km, and so is its direction, east: lengths are geodesic, interpolated positions are linear in
# degrees. interpolate_position_at therefore leaves a path of 22 km by 20,000 km.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check movingpandas==0.23.0 geopandas==1.2.0
"$work/venv/bin/python" -W ignore - <<'PY'
from datetime import datetime

import geopandas
import movingpandas
import pandas
from shapely.geometry import Point

times = pandas.to_datetime(["2024-01-01T00:00:00", "2024-01-01T00:10:00"])
ferry = geopandas.GeoDataFrame(
    {"ship": ["ferry", "ferry"], "t": times}, geometry=[Point(179.9, 0), Point(-179.9, 0)], crs=4326)
trajectory = movingpandas.TrajectoryCollection(ferry, "ship", t="t").trajectories[0]
trajectory.add_direction()
halfway = trajectory.interpolate_position_at(datetime(2024, 1, 1, 0, 5))
print("length", round(trajectory.get_length()), "m, direction", trajectory.df["direction"].iloc[-1], ", halfway at", halfway.wkt)
assert round(trajectory.get_length()) == 22264, "the behaviour has changed"
assert trajectory.df["direction"].iloc[-1] == 90, "the behaviour has changed"
assert abs(halfway.x) < 1e-9, "the behaviour has changed"
PY
