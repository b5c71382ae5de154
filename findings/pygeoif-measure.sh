#!/usr/bin/env bash
# pygeoif 1.6.0 (PyPI), which fastkml builds on: the measure of a WKT becomes the altitude.
#
# from_wkt("LINESTRING M (…)") gives a line with Z: seconds since 1970 turn into 1.7 billion metres. LINESTRING ZM is refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pygeoif==1.6.0
"$work/venv/bin/python" - <<'PY'
import pygeoif

line = pygeoif.from_wkt("LINESTRING M (7 47 1700000000, 7.1 47.1 1700000060)")
print(line)
assert line.has_z and line.coords[0][2] == 1700000000, "the behaviour has changed"
try:
    pygeoif.from_wkt("LINESTRING ZM (7 47 400 1700000000, 7.1 47.1 410 1700000060)")
except Exception as refused:
    print(type(refused).__name__, refused)
else:
    raise AssertionError("the behaviour has changed")
PY
