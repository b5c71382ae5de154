#!/usr/bin/env bash
# @turf/turf 7.4.0 (npm): lineSliceAlong gives a cut point the altitude of the vertex that follows it.
#
# A line that climbs from 5 m to 10 m over one degree, cut from kilometre 10 to kilometre 50, begins and ends at 10 m; by proportion it
# would begin at 5.4 m and end at 7.2 m.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @turf/turf@7.4.0 >/dev/null
cat >slice.mjs <<'JS'
import { lineSliceAlong, lineString } from '@turf/turf';

const climb = lineString([[0, 0, 5], [1, 0, 10]]);
const slice = lineSliceAlong(climb, 10, 50, { units: 'kilometers' }).geometry.coordinates;
console.log(`altitudes of the slice: ${slice.map(c => c[2])}`);
if (slice[0][2] !== 10 || slice[1][2] !== 10) {
  console.error('the behaviour has changed');
  process.exit(1);
}
JS
node slice.mjs
