#!/usr/bin/env bash
# geopandas 1.2.0 with pyogrio 0.13.0 (GDAL 3.12.4): times are kept to the millisecond, cut or rounded by the way they are written.
#
# GeoPackage, FlatGeobuf and GeoJSON alike: 00:00:00.999999 comes back as .999 from to_file(…), and as the next second from
# to_file(…, use_arrow=True). So two fixes within a millisecond become one time, and one file has two contents.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check geopandas==1.2.0 pyogrio==0.13.0 pyarrow==26.0.1 shapely==2.2.0 pandas==3.1.1
"$work/venv/bin/python" - "$work" <<'PY'
import sys

import geopandas
import pandas
import shapely

written = pandas.to_datetime(["2024-01-01T00:00:00.123456Z", "2024-01-01T00:00:00.999999Z"])
frame = geopandas.GeoDataFrame({"time": written}, geometry=[shapely.Point(7, 47)] * 2, crs=4326)
for extension in ("gpkg", "fgb", "geojson"):
    for arrow, expected in ((False, ["00:00:00.123000", "00:00:00.999000"]), (True, ["00:00:00.123000", "00:00:01.000000"])):
        path = f"{sys.argv[1]}/{arrow}.{extension}"
        frame.to_file(path, use_arrow=arrow)
        read = [time.strftime("%H:%M:%S.%f") for time in geopandas.read_file(path)["time"]]
        print(extension, "arrow" if arrow else "plain", read)
        assert read == expected, "the behaviour has changed"
PY
