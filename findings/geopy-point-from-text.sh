#!/usr/bin/env bash
# geopy 2.5.0 (PyPI): Point(text) takes what it understands from the middle of the text, and drops the rest without a word.
#
# "47.5 7.5 400", the order of latitude, longitude, altitude that Point itself takes as numbers, is read as latitude 7.5 and longitude
# 400, wrapped to 40. "47.5 7.5 400m" is read as 7.5 degrees and 400 minutes of arc. "47,5 7,5", with decimal commas, gives 7, 5.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check geopy==2.5.0
"$work/venv/bin/python" -W ignore - <<'PY'
from geopy import Point

expected = {
    "47.5 7.5": (47.5, 7.5),
    "47.5 7.5 400": (7.5, 40.0),
    "47.5 7.5 400m": (47.5, 14.166667),
    "47,5 7,5": (7.0, 5.0),
}
for text, place in expected.items():
    point = Point(text)
    print(repr(text), "->", (point.latitude, point.longitude))
    assert (point.latitude, round(point.longitude, 6)) == place, "the behaviour has changed"
PY
