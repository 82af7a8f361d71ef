import {type Position, parsePosition} from '../../../litefs/position.ts';
import {DockerError} from '../docker-error.ts';
import type {Engine} from '../engine/engine.ts';
import {lineReader} from '../line-reader.ts';
import {keeperScript} from './keeper-script.ts';

/** What the keeper found in its container. */
export interface Surroundings {
	/** Where LiteFS's file system is; undefined while it is not mounted. */
	readonly mount?: string;
	/** The version of the sqlite3 shell; undefined where there is none. */
	readonly shellVersion?: string;
	/** What can ask for an address inside the container. */
	readonly tool?: 'curl' | 'wget' | 'node';
	/** Programs that are there, of those that litescope may use. */
	readonly programs: ReadonlySet<string>;
	/** Where LiteFS's HTTP API listens. */
	readonly httpPort: number;
}

/** What LiteFS's files tell of a node at one moment. */
export interface Reading {
	readonly position?: Position;
	/** Milliseconds since the node last heard from the primary, as `.lag` has it; undefined before the first time. */
	readonly lagMs?: number;
	/** It has a primary; a node without one is the primary, or cannot reach it. */
	readonly hasPrimary: boolean;
	readonly mount?: string;
}

/** The shell of ours that stays in a container. Its questions are answered in their order. */
export interface Keeper {
	readonly surroundings: Surroundings;
	read(database: string): Promise<Reading>;
	databases(): Promise<readonly string[]>;
	/** The first line of a file in the container; '' where there is none. */
	line(path: string): Promise<string>;
	/** What an address inside the container answers; '' where it does not. */
	fetch(url: string): Promise<string>;
	/** Whether a process sleeps for a time, as SQLite does while it waits for a lock; false where nobody can tell. */
	sleeps(pid: number): Promise<boolean>;
	/** Processes that are not ours and have a database open, as far as they can be looked into. */
	users(database: string): Promise<readonly {readonly pid: number; readonly name: string}[]>;
	/** A process that must end when we do. */
	adopt(pid: number): void;
	/** That process has ended. */
	release(pid: number): void;
	signal(signal: 'INT' | 'KILL', pid: number): void;
	/** The processes that were begun here, its own first. Of those there were more the oldest are not known any more. */
	readonly begun: readonly number[];
	/**
	 * Ends what a keeper of ours has begun in this run of the container and could not end: an engine that is killed where
	 * containers live on does not close the stdin of what it has started.
	 */
	sweep(begun: readonly number[]): void;
	close(): void;
	/** Resolved when it has ended or its container cannot be reached. Questions that wait then reject. */
	readonly ended: Promise<void>;
}

/** LiteFS's own port (its configuration, `http.addr`). */
const usualPort = 20202;
/** How many processes are remembered. */
const begunProcesses = 32;
/** `.lag` of a replica that was never synchronised, cut to the eleven bytes of its file. */
const neverMs = 2 ** 31 - 1;

/** Starts the keeper in a container. Rejects with a DockerError where there is no shell to be one. */
export async function openKeeper(engine: Engine, container: string): Promise<Keeper> {
	const waiting: {resolve(line: string): void; reject(error: Error): void}[] = [];
	const found: string[] = [];
	const began = Promise.withResolvers<void>();
	const ended = Promise.withResolvers<void>();
	let isReady = false;
	let said = '';
	const take = (line: string) => {
		if (isReady) waiting.shift()?.resolve(line.slice(2));
		else if (line === 'ready') {
			isReady = true;
			began.resolve();
		} else found.push(line);
	};
	const stream = await engine.exec(container, ['sh', '-c', keeperScript], {
		stdout: lineReader(take),
		stderr(chunk) {
			said = (said + chunk.toString()).slice(0, 300);
		},
		ended() {
			const why = [...found, said].join(' ').trim();
			began.reject(new DockerError(3, `No shell can be started in the container ${container}: ${why}`));
			const error = new DockerError(3, 'The container cannot be reached any more.');
			for (const {reject} of waiting.splice(0)) reject(error);
			ended.resolve();
		},
	});
	await began.promise;
	let over = false;
	void ended.promise.then(() => {
		over = true;
	});
	const ask = (line: string) =>
		new Promise<string>((resolve, reject) => {
			if (over) reject(new DockerError(3, 'The container cannot be reached any more.'));
			waiting.push({resolve, reject});
			stream.write(`${line}\n`);
		});
	const own = Number(found.find(line => line.startsWith('pid '))?.slice('pid '.length));
	let adopted: readonly number[] = [];
	return {
		surroundings: readSurroundings(found),
		ended: ended.promise,
		read: async database => parseReading(await ask(`p ${database}`)),
		databases: async () => (await ask('d')).split('/').filter(name => name !== ''),
		// A name with a line break in it would be a command.
		line: async path => (/[\r\n]/.test(path) ? '' : ask(`f ${path}`)),
		fetch: url => ask(`v ${url}`),
		sleeps: async pid => (await ask(`w ${pid}`)).includes('nanosleep'),
		users: async database => readUsers(await ask(`o ${database}`)),
		adopt(pid) {
			adopted = [...adopted, pid].slice(-begunProcesses);
			stream.write(`+ ${pid}\n`);
		},
		release: pid => stream.write(`- ${pid}\n`),
		signal: (signal, pid) => stream.write(`s ${signal} ${pid}\n`),
		get begun() {
			return [own, ...adopted];
		},
		sweep: begun => stream.write(`x ${begun.join(' ')}\n`),
		// Its shell ends the processes that are ours before it ends itself.
		close: () => stream.end(),
	};
}

function readUsers(text: string): readonly {readonly pid: number; readonly name: string}[] {
	return [...text.matchAll(/(\d+) ([^/]*)\//g)].map(([, pid, name = '']) => ({pid: Number(pid), name}));
}

function readSurroundings(lines: readonly string[]): Surroundings {
	const of = (word: string) => lines.find(line => line.startsWith(`${word} `))?.slice(word.length + 1);
	const mount = of('fuse');
	const shellVersion = /^\d+\.\d+\.\d+/.exec(of('shell') ?? '')?.[0];
	const tool = of('tool') as Surroundings['tool'] | '';
	const programs = new Set((of('programs') ?? '').split(' ').filter(name => name !== ''));
	const config = lines.filter(line => line.startsWith('config ')).map(line => line.slice('config '.length));
	return {
		httpPort: portOf(config),
		programs,
		...(mount && {mount}),
		...(shellVersion !== undefined && {shellVersion}),
		...(tool && {tool}),
	};
}

/** The port of `http: addr:` in LiteFS's configuration; other sections have an `addr` too. */
function portOf(config: readonly string[]): number {
	const at = config.indexOf('http:');
	if (at < 0) return usualPort;
	const rest = config.slice(at + 1);
	const next = rest.findIndex(line => /^\w[\w-]*:$/.test(line));
	const section = next < 0 ? rest : rest.slice(0, next);
	const port = /^addr:.*:(\d+)["']?\s*(#.*)?$/.exec(
		section.find(line => line.startsWith('addr:')) ?? '',
	)?.[1];
	return port === undefined ? usualPort : Number(port);
}

function parseReading(text: string): Reading {
	const [at = '', lag = '', role = '', mount = ''] = text.split('|');
	const position = parsePosition(at);
	const lagMs = /^[+-]\d+$/.test(lag) ? Number(lag) : neverMs;
	return {
		hasPrimary: role === 'replica',
		...(position && {position}),
		...(Math.trunc(lagMs / 10) < Math.trunc(neverMs / 10) && {lagMs}),
		...(mount && {mount}),
	};
}
