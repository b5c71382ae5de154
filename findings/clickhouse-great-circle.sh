#!/usr/bin/env bash
# chdb 4.4.0 with chdb-core 26.9.0 (ClickHouse 26.9): greatCircleDistance errs by up to 0.4 % between places less than 13 degrees of
# longitude apart, however far apart in latitude.
#
# From (-13.9, 5.2) to (-3.6, 72.2) it answers 19.5 km more than the great circle on its own sphere; from 13 degrees on it is right to
# a hundred thousandth. Below it measures as on a plane, where only near places would be right: the criterion asks for longitude alone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check chdb==4.4.0 chdb-core==26.9.0
"$work/venv/bin/python" - <<'PY'
from math import asin, cos, radians, sin, sqrt

import chdb


def clickhouse(*place):
    return float(str(chdb.query("select greatCircleDistance(%r, %r, %r, %r)" % place)))


radius = clickhouse(0.0, 0.0, 90.0, 0.0) * 2 / 3.141592653589793


def great_circle(lon, lat, other_lon, other_lat):
    half = sin(radians(other_lat - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * radius * asin(sqrt(half))


for place, low, high in (((-13.9, 5.2, -3.6, 72.2), 19_000, 20_000), ((-13.9, 5.2, -0.8, 72.2), -100, 100)):
    difference = clickhouse(*place) - great_circle(*place)
    print(place, f"{difference:+.0f} m")
    assert low < difference < high, "the behaviour has changed"
PY
