#!/usr/bin/env bash
# simplekml 1.3.6 (PyPI): a coordinate without altitude is written at altitude 0.
#
# Points, lines and gx:Track alike: (7, 47) becomes "7 47 0.0", so a reader cannot tell "unknown" from sea level, and a track that mixes
# both dives to 0 m. KML itself lets the altitude be left out.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check simplekml==1.3.6
"$work/venv/bin/python" - <<'PY'
import re

import simplekml

kml = simplekml.Kml()
kml.newpoint(coords=[(7, 47)])
track = kml.newgxtrack()
track.newwhen(["2024-01-01T00:00:00Z", "2024-01-01T00:00:10Z"])
track.newgxcoord([(7, 47), (7.1, 47.1, 400)])
written = re.findall(r"<(?:gx:coord|coordinates)>(.*?)</", kml.kml())
print(written)
assert sorted(written) == ["7 47 0.0", "7,47,0.0", "7.1 47.1 400"], "the behaviour has changed"
PY
