import {cpus} from 'node:os';
import {arrivals} from './arrivals.ts';
import {dockerRoundTrip} from './docker-round-trip.ts';
import {firstFrame} from './first-frame.ts';
import {idle} from './idle.ts';
import {keyToFrame} from './key-to-frame.ts';
import {roundTrip} from './round-trip.ts';
import {type Row, table} from './table.ts';
import {throughput} from './throughput.ts';

/** Each measurement with its peer in the same run. `npm run bench` runs all; names as arguments run some. */
const measurements: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
	'first-frame': firstFrame,
	'round-trip': roundTrip,
	'docker-round-trip': dockerRoundTrip,
	arrivals,
	throughput,
	'key-to-frame': keyToFrame,
	idle,
};

const wanted = process.argv.slice(2);
const names = Object.keys(measurements).filter(name => wanted.length === 0 || wanted.includes(name));
const rows: Row[] = [];
for (const name of names) {
	process.stderr.write(`measuring ${name}\n`);
	rows.push(...(await measurements[name]!()));
}
const [cpu] = cpus();
process.stdout.write(
	`${cpus().length} cores (${cpu?.model.trim()}), Node ${process.versions.node}, ${process.platform}\n\n`,
);
process.stdout.write(table(rows));
