#!/usr/bin/env bash
# @turf/turf 7.4.0 and geodesy 2.4.0 (npm): the length of a rhumb line loses 64 m where its ends differ by 0.1 mm in latitude.
#
# Both divide the difference in latitude by that of the Mercator latitudes as soon as the latter exceeds 1e-11 or 1e-12. Just above that
# threshold most digits of the quotient are rounding. From (0, 60) to (90, 60 + 1e-9 degrees) both answer 5,003.7 km less 64 m; with the
# same latitude, or one that differs by 1e-6 degrees (11 cm), they are right within 0.3 m.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @turf/turf@7.4.0 geodesy@2.4.0 >/dev/null
cat >rhumb.mjs <<'JS'
import { rhumbDistance } from '@turf/turf';
import LatLon from 'geodesy/latlon-spherical.js';

const libraries = {
  turf: difference => rhumbDistance([0, 60], [90, 60 + difference], { units: 'meters' }),
  geodesy: difference => new LatLon(60, 0).rhumbDistanceTo(new LatLon(60 + difference, 90)),
};
let changed = false;
for (const [name, distance] of Object.entries(libraries)) {
  const parallel = distance(0);
  for (const difference of [1e-9, 1e-6]) {
    const short = parallel - distance(difference);
    console.log(`${name}: ends ${difference} degrees apart in latitude: ${short.toFixed(1)} m shorter than along the parallel`);
    const expected = difference === 1e-9 ? short > 60 && short < 70 : Math.abs(short) < 0.3;
    changed ||= !expected;
  }
}
if (changed) {
  console.error('the behaviour has changed');
  process.exit(1);
}
JS
node rhumb.mjs
