#!/usr/bin/env bash
# geojson 3.3.0 (PyPI): every ordinate is rounded to six decimals, while reading too.
#
# Constructors and loads() round longitude, latitude and whatever stands third to six decimals unless told otherwise: 11 cm on the ground,
# and microseconds where a third or fourth ordinate carries a time. A file read and written again differs from the original.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check geojson==3.3.0
"$work/venv/bin/python" - <<'PY'
import geojson

text = '{"type": "Point", "coordinates": [7.123456789, 47.987654321, 412.12345678]}'
read = geojson.loads(text)
made = geojson.Point((7.123456789, 47.987654321, 412.12345678))
print("read: ", read["coordinates"])
print("made: ", made["coordinates"])
expected = [7.123457, 47.987654, 412.123457]
assert list(read["coordinates"]) == expected and list(made["coordinates"]) == expected, "the behaviour has changed"
PY
