#!/usr/bin/env bash
# shapely 2.2.0 (PyPI): a line measured by time gets the time as altitude through its own mapping, and loses Z and M when it is moved.
#
# shape(mapping(line)) turns LINESTRING M into LINESTRING Z: the interface writes (x, y, m) without saying that the third ordinate is a
# measure. affinity.translate leaves a LINESTRING ZM with NaN for both Z and M, also when it moves in x and y alone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check shapely==2.2.0
"$work/venv/bin/python" - <<'PY'
import shapely
from shapely import affinity
from shapely.geometry import mapping, shape

measured = shapely.from_wkt("LINESTRING M (7 47 1700000000, 7.1 47.1 1700000060)")
back = shape(mapping(measured))
print(measured.wkt, "->", back.wkt)
assert back.has_z and not back.has_m and back.coords[0][2] == 1700000000, "the behaviour has changed"

climbing = shapely.from_wkt("LINESTRING ZM (7 47 400 1700000000, 7.1 47.1 410 1700000060)")
moved = affinity.translate(climbing, 1, 1)
print(climbing.wkt, "->", moved.wkt)
assert moved.wkt == "LINESTRING ZM (8 48 NaN NaN, 8.1 48.1 NaN NaN)", "the behaviour has changed"
PY
