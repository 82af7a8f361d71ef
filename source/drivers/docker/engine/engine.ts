import type {Duplex, Readable} from 'node:stream';
import type Docker from 'dockerode';
import {limits} from '../../../cluster/limits.ts';
import {DockerError} from '../docker-error.ts';
import {connectionOptions} from './connection-options.ts';
import type {Endpoint} from './endpoint.ts';
import {SlowEngineError, toDockerError} from './engine-words.ts';
import {ExecStarts} from './exec-starts.ts';
import {type ExecListener, type ExecStream, openExecStream} from './exec-stream.ts';

/** What the engine lists of a container. */
export type ListedContainer = Docker.ContainerInfo;
/** What the engine knows of a container. */
export type InspectedContainer = Docker.ContainerInspectInfo;

/** Something that happened to a container or a network (https://docs.docker.com/reference/api/engine/, events). */
export interface EngineEvent {
	readonly type: string;
	readonly action: string;
	/** The container's or the network's id. */
	readonly id: string;
	readonly attributes: Readonly<Record<string, string>>;
}

/** What can be done to a container. */
export type ContainerAction = 'stop' | 'start' | 'restart' | 'kill' | 'pause' | 'unpause';

/** How a container is on a network; kept so that it can be put back. */
export interface NetworkPlace {
	readonly network: string;
	readonly aliases: readonly string[];
}

/** A Docker engine. What it refuses rejects with a DockerError, whose message is a sentence. */
export interface Engine {
	readonly endpoint: Endpoint;
	/** Resolved when it gives a sign of life. */
	ping(): Promise<void>;
	list(): Promise<readonly ListedContainer[]>;
	inspect(container: string): Promise<InspectedContainer>;
	/** The command lines of the processes in a container. */
	processes(container: string): Promise<readonly string[]>;
	/** Runs a program in a container, with stdin, stdout and stderr and no terminal. */
	exec(container: string, command: readonly string[], listener: ExecListener): Promise<ExecStream>;
	act(container: string, action: ContainerAction): Promise<void>;
	connect(container: string, place: NetworkPlace): Promise<void>;
	disconnect(container: string, network: string): Promise<void>;
	/** The last lines that a container wrote, stdout and stderr together; `since` in seconds since the epoch. */
	logs(container: string, options: {readonly tail: number; readonly since?: number}): Promise<string>;
	/** Tells what happens to containers, until it is closed. `lost` is called once, when the connection ends. */
	events(listener: (event: EngineEvent) => void, lost: () => void): Promise<{close(): void}>;
}

/** Connects to an engine and looks whether it can be used. Rejects with a DockerError. */
export async function connectEngine(endpoint: Endpoint): Promise<Engine> {
	const {default: Dockerode} = await import('dockerode');
	const docker = new Dockerode(connectionOptions(endpoint));
	const ask = <T>(
		request: (options: {abortSignal: AbortSignal}) => Promise<T>,
		deadlineMs: number = limits.engineMs,
	) => within(endpoint, deadlineMs, request);
	const version = await ask<Docker.DockerVersion>(options =>
		promised<Docker.DockerVersion>(docker.version)(docker, options),
	);
	checkVersion(version, endpoint);
	const starts = new ExecStarts();
	const exec = async (id: string, command: readonly string[], listener: ExecListener) => {
		const made = await ask(options =>
			docker.getContainer(id).exec({
				Cmd: [...command],
				AttachStdin: true,
				AttachStdout: true,
				AttachStderr: true,
				...options,
			}),
		);
		// A signal would end the connection later too, when it serves the program.
		const starting = made.start({hijack: true, stdin: true}) as Promise<unknown> as Promise<Duplex>;
		const connection = await ask(() => starting).catch(error => {
			// What begins too late has nobody any more.
			starting.then(
				late => late.destroy(),
				() => undefined,
			);
			throw error;
		});
		return openExecStream(connection, listener);
	};
	return {
		endpoint,
		ping: async () => void (await ask(options => promised(docker.ping)(docker, options))),
		list: () => ask(options => docker.listContainers({all: true, ...options})),
		inspect: id => ask(options => docker.getContainer(id).inspect(options)),
		async processes(id) {
			const top = await ask(options => docker.getContainer(id).top(options), limits.containerMs);
			const column = (top.Titles as readonly string[]).findIndex(title =>
				/^(CMD|COMMAND|ARGS)$/i.test(title),
			);
			return (top.Processes as readonly (readonly string[])[]).map(row => row.at(column) ?? '');
		},
		async exec(id, command, listener) {
			const begun = await starts.begin(id);
			try {
				return await exec(id, command, firstSign(listener, begun));
			} catch (error) {
				begun();
				throw error;
			}
		},
		async act(id, action) {
			const container = docker.getContainer(id);
			// A stop waits for the container's own grace period, 10 s unless it says otherwise.
			const act = () =>
				ask<void>(
					options => promised<void>(container[action])(container, options),
					limits.engineMs + limits.stopMs,
				);
			await (action === 'pause' ? starts.pause(id, act) : act());
		},
		async connect(id, {network, aliases}) {
			const place = {Container: id, EndpointConfig: {Aliases: [...aliases]}};
			await ask(options => docker.getNetwork(network).connect({...place, ...options}) as Promise<unknown>);
		},
		async disconnect(id, network) {
			const place = {Container: id, Force: true};
			await ask(options => docker.getNetwork(network).disconnect({...place, ...options}) as Promise<unknown>);
		},
		async logs(id, {tail, since}) {
			const options = {
				stdout: true as const,
				stderr: true as const,
				tail,
				...(since !== undefined && {since}),
			};
			const output = await ask(signal =>
				docker.getContainer(id).logs({...options, follow: false as const, ...signal}),
			);
			return plainLog(Buffer.isBuffer(output) ? output : Buffer.from(String(output)));
		},
		events: (listener, lost) => watch(docker, ask, listener, lost),
	};
}

/** A listener that tells of the first sign of life. */
function firstSign({stdout, stderr, ended}: ExecListener, sign: () => void): ExecListener {
	const after =
		<Words extends readonly unknown[]>(listen: (...words: Words) => void) =>
		(...words: Words) => {
			sign();
			listen(...words);
		};
	return {stdout: after(stdout), stderr: after(stderr), ended: after(ended)};
}

/** A method of dockerode as it is called with options and no callback, which its types leave out here and there. */
function promised<T>(method: unknown): (self: unknown, options: object) => Promise<T> {
	return (self, options) => (method as (options: object) => Promise<T>).call(self, options);
}

/** Frames as an exec has them, unless the container has a terminal: then the bytes as they are. */
function plainLog(bytes: Buffer): string {
	if (bytes.length < 8 || bytes[0]! > 2 || bytes.readUIntBE(1, 3) !== 0) return bytes.toString();
	const parts: Buffer[] = [];
	for (let at = 0; at + 8 <= bytes.length; ) {
		const length = bytes.readUInt32BE(at + 4);
		parts.push(bytes.subarray(at + 8, at + 8 + length));
		at += 8 + length;
	}
	return Buffer.concat(parts).toString();
}

async function watch(
	docker: Docker,
	ask: <T>(request: (options: {abortSignal: AbortSignal}) => Promise<T>) => Promise<T>,
	listener: (event: EngineEvent) => void,
	lost: () => void,
): Promise<{close(): void}> {
	const stream = (await ask(() => docker.getEvents({filters: {type: ['container', 'network']}}))) as Readable;
	let over = false;
	let pending = '';
	const finish = () => {
		if (over) return;
		over = true;
		stream.destroy();
		lost();
	};
	stream.setEncoding('utf8').on('data', (text: string) => {
		const lines = (pending + text).split('\n');
		pending = lines.pop() ?? '';
		for (const line of lines) if (line.trim() !== '' && !over) listener(parseEvent(line));
	});
	for (const name of ['end', 'close', 'error']) stream.on(name, finish);
	return {
		close() {
			over = true;
			stream.destroy();
		},
	};
}

function parseEvent(line: string): EngineEvent {
	const {Type, Action, Actor} = JSON.parse(line) as {
		Type: string;
		Action: string;
		Actor: {ID: string; Attributes?: Record<string, string>};
	};
	return {type: Type, action: Action, id: Actor.ID, attributes: Actor.Attributes ?? {}};
}

/** The engine's API that all this needs: Docker 19.03, and what speaks as it does. */
const oldestApi = [1, 40] as const;

function checkVersion(
	{ApiVersion: api = '', Version: version = ''}: Docker.DockerVersion,
	{address}: Endpoint,
) {
	const [major = 0, minor = 0] = api.split('.').map(Number);
	if (major > oldestApi[0] || (major === oldestApi[0] && minor >= oldestApi[1])) return;
	throw new DockerError(
		3,
		`The Docker engine at ${address} is too old: it is ${version} with API ${api}; litescope needs API ${oldestApi.join('.')}, which is Docker 19.03, or a newer one.`,
	);
}

async function within<T>(
	endpoint: Endpoint,
	deadlineMs: number,
	request: (options: {abortSignal: AbortSignal}) => Promise<T>,
): Promise<T> {
	const controller = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	const slow = new Promise<never>((_, reject) => {
		timer = setTimeout(() => {
			reject(new SlowEngineError(`not within ${deadlineMs / 1000} s`));
			controller.abort();
		}, deadlineMs);
	});
	try {
		return await Promise.race([request({abortSignal: controller.signal}), slow]);
	} catch (error) {
		throw toDockerError(error, endpoint);
	} finally {
		clearTimeout(timer);
	}
}
