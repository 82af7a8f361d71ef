import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {terminalChecks} from '../../source/commands/rehearse/checks.ts';
import {run} from '../../source/commands/rehearse/rehearse.ts';
import {runningClusters} from '../../source/home/runtime.ts';
import {testIo} from './command-io.ts';

let home: string;

beforeAll(() => {
	home = mkdtempSync(join(tmpdir(), 'ls-'));
	mkdirSync(join(home, 'run'));
	process.env.XDG_RUNTIME_DIR = join(home, 'run');
});

afterAll(() => {
	delete process.env.XDG_RUNTIME_DIR;
	rmSync(home, {recursive: true, force: true});
});

const terminal = {columns: 80, rows: 24, colorDepth: 8, noColor: false};

const steps = `  - id: make
    title: Make it
    say: A table is made.
    do: [{run: "CREATE TABLE a (b);", on: primary}]
    then: [{table: a, on: replica}]
  - id: forwarded
    title: Forwarded
    say: By way of the primary.
    requires: [forward]
    do: [{forward: "DROP TABLE a;", on: replica}]
    then: [{missing: a, on: primary}]
`;
const failing = `  - id: fill
    title: Fill it
    say: A row is written.
    do: [{run: "INSERT INTO a VALUES (1);", on: primary}]
    refused: constraint
  - id: more
    title: More
    say: Never seen.
    holds: [{identical: replica}]
`;

function scriptFile(name: string, text: string): string {
	const path = join(home, name);
	writeFileSync(path, `format: 1\ntitle: A title\nabout: What it shows.\n${text}`);
	return path;
}

/** What was written, with every time as `n ms`. */
function timeless(text: string): string {
	return text.replaceAll(/(?: *<1| *[\d.]+) (?:ms|s)\b/g, ' n ms');
}

describe('demo --rehearse', () => {
	it('says of each step how it went and how long it took, and what else there is to know', async () => {
		const io = testIo();
		const file = scriptFile('right.yaml', `steps:\n${steps}`);
		expect(await run({file, terminal}, io)).toBe(0);
		expect(timeless(io.written())).toBe(`A title, 2 steps

On the embedded cluster
pass n ms  make       Make it
skip            forwarded  The embedded cluster has no halt lock, which LiteFS forwards writes with: run it on the primary.

Besides
ok    A fresh cluster is up in n ms, and at the last step in n ms more.
ok    Every text fits 80x24.
ok    The terminal has 80 columns and 24 rows.
ok    The terminal has colours.
ok    The demo does not need the clipboard.
note  Docker is not running here: there is no engine at unix:///nonexistent/docker.sock. The demo needs no Docker.
ok    The presenter’s notes: litescope notes shows them in a second terminal.

Ready: 1 step passed in n ms on the embedded cluster, 1 left out.
`);
		expect(await runningClusters()).toEqual([]);
		expect(readdirSync(join(home, 'run', 'litescope'))).toEqual([]);
	});

	it('says what would fail, and ends with 1', async () => {
		const io = testIo();
		const file = scriptFile('wrong.yaml', `steps:\n${steps}${failing}`);
		expect(await run({file, terminal: {...terminal, columns: 70}}, io)).toBe(1);
		const written = timeless(io.written());
		expect(written).toContain(`
fail n ms  fill       Fill it
  primary: a statement on primary is refused: constraint
    expected     refused: constraint
    actual       ok
not played      more
`);
		expect(written).toContain(
			'\nfail  The terminal has 70 columns and 24 rows; the texts need 80 columns and 24 rows: make it larger, or its letters smaller.\n',
		);
		expect(written.trimEnd().split('\n').at(-1)).toBe(
			'Not ready: fill fails on the embedded cluster; the terminal is too small.',
		);
	});

	it('says that the cluster does not come up, and goes on with the rest', async () => {
		const io = testIo();
		const file = scriptFile('no-room.yaml', `steps:\n${steps}`);
		const before = process.env.TMPDIR;
		process.env.TMPDIR = file;
		try {
			expect(await run({file, terminal}, io)).toBe(1);
		} finally {
			if (before === undefined) delete process.env.TMPDIR;
			else process.env.TMPDIR = before;
		}
		expect(io.written()).toMatch(/\nOn the embedded cluster\nfail {2}.*no-room.yaml.*\n\nBesides\nok /);
		expect(io.written().trimEnd().split('\n').at(-1)).toBe('Not ready: the embedded cluster cannot be had.');
	});

	it('says that the database of the script is not there', async () => {
		const io = testIo();
		const file = scriptFile('data.yaml', `cluster: {data: nowhere.db}\nsteps:\n${steps}`);
		expect(await run({file, terminal}, io)).toBe(1);
		expect(io.said()).toContain(`${join(home, 'nowhere.db')} does not exist`);
	});

	it('plays nothing where the file has a mistake, and says where', async () => {
		const io = testIo();
		expect(await run({file: scriptFile('mistaken.yaml', 'steps: []\n'), terminal}, io)).toBe(2);
		expect(io.said()).toContain('mistaken.yaml:4:8: A script has at least one step.');
	});

	it('ends with 130 when it is interrupted, and leaves no cluster', async () => {
		const interruption = new AbortController();
		const io = testIo({interrupted: interruption.signal, onOut: () => interruption.abort()});
		expect(await run({file: scriptFile('broken-off.yaml', `steps:\n${steps}`), terminal}, io)).toBe(130);
		expect(await runningClusters()).toEqual([]);
	});
});

describe('the terminal of a demo', () => {
	it.each([
		['none', undefined, ['note']],
		['one as it should be', terminal, ['ok', 'ok']],
		['one that is too low', {...terminal, rows: 23}, ['fail', 'ok']],
		['one without colours', {...terminal, colorDepth: 1}, ['ok', 'note']],
		['one whose person wants no colours', {...terminal, noColor: true}, ['ok', 'note']],
	] as const)('is looked at: %s', (_, looked, marks) => {
		expect(terminalChecks(looked).map(({mark}) => mark)).toEqual(marks);
	});
});
