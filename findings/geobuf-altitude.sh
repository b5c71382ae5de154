#!/usr/bin/env bash
# geobuf 4.0.0 with pbf 4.0.1 (npm): where some positions of a file have an altitude and others have none, altitudes are invented and lost.
#
# The format has one number of dimensions for the whole file. A point without altitude comes back at altitude 0. In a line every vertex from
# the first one without altitude on gets the altitude before it: 410 m become 400 m. GeoJSON allows both kinds side by side.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund geobuf@4.0.0 pbf@4.0.1 >/dev/null
cat >mixed.mjs <<'JS'
import * as geobuf from 'geobuf';
import Pbf from 'pbf';

const back = geometry => geobuf.decode(new Pbf(geobuf.encode(geometry, new Pbf())));
const points = back({
  type: 'GeometryCollection',
  geometries: [{ type: 'Point', coordinates: [7, 47] }, { type: 'Point', coordinates: [7, 47, 400] }],
});
const line = back({ type: 'LineString', coordinates: [[7, 47, 400], [7.1, 47.1], [7.2, 47.2, 410]] });
const altitudes = JSON.stringify([points.geometries.map(point => point.coordinates[2]), line.coordinates.map(vertex => vertex[2])]);
console.log(`points without and with 400 m, line at 400 m, none, 410 m: ${altitudes}`);
if (altitudes !== '[[0,400],[400,400,400]]') {
  console.error('the behaviour has changed');
  process.exit(1);
}
JS
node mixed.mjs
