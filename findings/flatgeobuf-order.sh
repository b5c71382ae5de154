#!/usr/bin/env bash
# pyogrio 0.13.0 with geopandas 1.2.0 (PyPI): the records of a track written as FlatGeobuf come back in another order; as GeoPackage they do not.
#
# The driver's default is a packed spatial index, for which it sorts features along a Hilbert curve. Without a column of times or numbers the
# order of a track is lost. SPATIAL_INDEX="NO" keeps it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pyogrio==0.13.0 geopandas==1.2.0
"$work/venv/bin/python" -W ignore - "$work" <<'PY'
import sys

import geopandas
from shapely.geometry import Point

folder = sys.argv[1]
loop = geopandas.GeoDataFrame({"seq": range(12)}, geometry=[Point(i % 4, i * i % 7) for i in range(12)], crs=4326)


def order(name, **options):
    loop.to_file(f"{folder}/{name}", engine="pyogrio", **options)
    return geopandas.read_file(f"{folder}/{name}", engine="pyogrio")["seq"].tolist()


indexed = order("indexed.fgb", driver="FlatGeobuf")
plain = order("plain.fgb", driver="FlatGeobuf", SPATIAL_INDEX="NO")
package = order("track.gpkg", driver="GPKG")
print("FlatGeobuf", indexed, "without index", plain, "GeoPackage", package)
assert indexed != list(range(12)) and sorted(indexed) == list(range(12)), "the behaviour has changed"
assert plain == package == list(range(12)), "the behaviour has changed"
PY
