import {type ChildProcess, fork} from 'node:child_process';
import {setTimeout as delay} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished} from 'vitest';
import {seed} from '../../property.ts';
import {comparable} from './images.ts';
import {OtherProgram} from './other-program.ts';
import {Random} from './random.ts';
import {RunningHost} from './running-host.ts';
import {temporaryFolder} from './temporary-folder.ts';

const program = fileURLToPath(new URL('programs/writer.ts', import.meta.url));
const replicas = ['replica-1', 'replica-2', 'replica-3'];

/** A process that writes to the primary, and the rows it was told are committed. */
class Writer {
	readonly name: string;
	readonly #path: string;
	readonly #random: Random;
	#child: ChildProcess;
	#next = 0;
	acknowledged: number[] = [];

	constructor(path: string, name: string, random: Random) {
		this.#path = path;
		this.name = name;
		this.#random = random;
		this.#child = this.#start();
		onTestFinished(() => this.kill());
	}

	async kill(): Promise<void> {
		if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
		const ended = new Promise(resolve => this.#child.once('exit', resolve));
		this.#child.kill('SIGKILL');
		await ended;
	}

	restart(): void {
		// Rows may have been committed without our hearing of it, also by one that was killed before its first word.
		this.#next = Math.max(this.acknowledged.at(-1) ?? 0, this.#next) + 1_000;
		this.#child = this.#start();
	}

	async finish(): Promise<void> {
		const {exitCode} = this.#child;
		if (exitCode !== null) throw new Error(`Writer ${this.name} ended by itself, with status ${exitCode}.`);
		const ended = new Promise(resolve => this.#child.once('exit', resolve));
		this.#child.send('finish');
		await ended;
	}

	#start(): ChildProcess {
		const args = [this.#path, this.name, this.#random.below(2 ** 31), this.#next].map(String);
		const child = fork(program, args, {stdio: 'inherit'});
		child.on('message', number => this.acknowledged.push(number as number));
		return child;
	}
}

/**
 * Three programs write at once while hosts, replicas and writers are killed, links cut and reads left open, at
 * random; in the end everything is healed, and must be identical, sound and complete.
 */
export async function torture(seconds: number): Promise<void> {
	process.stdout.write(`LITESCOPE_SEED=${seed}\n`);
	const random = new Random(seed);
	const folder = temporaryFolder();
	let host = await RunningHost.start(folder, {replicas: replicas.length});
	const maker = new OtherProgram(host.database('primary'));
	await maker.exec(`CREATE TABLE acknowledged (writer, number, a, PRIMARY KEY (writer, number)) WITHOUT ROWID;
		CREATE TABLE noise (id INTEGER PRIMARY KEY, a)`);
	await maker.end();
	const path = host.database('primary');
	const writers = ['a', 'b', 'c'].map(name => new Writer(path, name, random));
	const untilMs = Date.now() + seconds * 1000;

	const mishaps: readonly (() => Promise<void> | void)[] = [
		async () => {
			await host.kill();
			host = await RunningHost.start(folder, {replicas: replicas.length});
		},
		() => host.send({type: 'kill', node: random.of(replicas)}),
		() => host.send({type: 'restart', node: random.of(replicas)}),
		() => host.send({type: 'start', node: random.of(replicas)}),
		() => host.send({type: random.of(['pause', 'resume']), node: random.of(replicas)}),
		() => host.send({type: random.of(['kill', 'start', 'start', 'restart']), node: 'primary'}),
		() => host.send({type: 'checkpoint'}),
		() => {
			const link = {latencyMs: random.below(50), cut: random.below(2) === 0};
			host.send({type: 'link', node: random.of(replicas), ...link});
		},
		async () => {
			const writer = random.of(writers);
			await writer.kill();
			writer.restart();
		},
		async () => {
			const reader = new OtherProgram(host.database(random.of(replicas)));
			// It may meet a node that has no database now; then it holds up nothing.
			await reader.exec('BEGIN; SELECT count(*) FROM noise').catch(() => {});
			await delay(random.below(200));
			await reader.end();
		},
	];
	while (Date.now() < untilMs) {
		await random.of(mishaps)();
		await delay(random.below(150));
	}
	await Promise.all(writers.map(writer => writer.finish()));
	await heal(host);
	await expectComplete(host, writers);
	await host.close();
	const [primary, ...others] = ['primary', ...replicas].map(name => comparable(host.database(name)));
	for (const other of others) expect(other.equals(primary!)).toBe(true);
}

async function heal(host: RunningHost): Promise<void> {
	for (const node of ['primary', ...replicas]) host.send({type: 'start', node});
	for (const node of replicas) {
		host.send({type: 'resume', node});
		host.send({type: 'link', node, latencyMs: 0, cut: false});
	}
	await host.status('primary', 'running');
	const last = new OtherProgram(host.database('primary'));
	await last.exec('CREATE TABLE healed (a)');
	await last.end();
	await host.until('the last table everywhere', () =>
		['primary', ...replicas].every(name => host.tables.get(name)?.some(table => table.name === 'healed')),
	);
	await host.identical(1n);
}

async function expectComplete(host: RunningHost, writers: readonly Writer[]): Promise<void> {
	for (const name of ['primary', ...replicas]) {
		const reader = new OtherProgram(host.database(name));
		expect(await reader.all('PRAGMA integrity_check'), name).toEqual([['ok']]);
		for (const writer of writers) {
			const query = `SELECT number FROM acknowledged WHERE writer = '${writer.name}'`;
			const there = new Set((await reader.all(query)).map(row => (row as [number])[0]));
			const missing = writer.acknowledged.filter(number => !there.has(number));
			expect(missing, `rows of writer ${writer.name} that are not on ${name}`).toEqual([]);
		}
		await reader.end();
	}
	const rows = writers.reduce((sum, {acknowledged}) => sum + acknowledged.length, 0);
	expect(rows).toBeGreaterThan(0);
	process.stdout.write(`${rows} acknowledged rows are on every node\n`);
}
