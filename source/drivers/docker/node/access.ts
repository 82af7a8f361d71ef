import {get, type IncomingMessage} from 'node:http';
import {limits} from '../../../cluster/limits.ts';
import type {Endpoint} from '../engine/endpoint.ts';
import type {Engine, InspectedContainer} from '../engine/engine.ts';
import {lineReader} from '../line-reader.ts';
import type {Keeper} from './keeper.ts';

/** What a node says of itself at GET /info. */
export interface NodeIdentity {
	readonly isPrimary: boolean;
	readonly clusterId?: string;
	/** LiteFS's own folder, in its container. */
	readonly folder?: string;
}

/** A way to a node's HTTP API. */
export interface Access {
	/** For people: `10.0.0.2:20202`, `127.0.0.1:20202`, `curl in the container`. */
	readonly by: string;
	info(): Promise<NodeIdentity | undefined>;
	/** How often the locks may be looked at just so, in milliseconds; undefined where that costs too much. */
	readonly lockLookMs: number | undefined;
	/** GET /debug/vars as it is, '' where it does not answer. */
	debugVars(): Promise<string>;
	/**
	 * Gives the bytes of GET /export of a database, each when the one before is taken. Rejects where it is refused, and where
	 * it goes through the container's networks as soon as those have changed.
	 */
	download(
		database: string,
		take: (chunk: Uint8Array) => Promise<void>,
		networksChanged: AbortSignal,
	): Promise<void>;
	/** Lines of GET /events until it ends or is closed. */
	events(line: (line: string) => void, ended: () => void): Promise<{close(): void}>;
}

/** How long a way is tried before it is taken for none, in milliseconds. */
const tryMs = 700;

/**
 * The best way to a node's HTTP API: the container's own address where this machine is the engine's, a published port,
 * else a program in the container. Undefined where there is none.
 */
export async function findAccess(
	engine: Engine,
	inspected: InspectedContainer,
	keeper: Keeper,
): Promise<Access | undefined> {
	const {httpPort, tool} = keeper.surroundings;
	for (const address of addressesOf(engine.endpoint, inspected, httpPort)) {
		const way = byAddress(address);
		if (await leadsTo(way, keeper)) return way;
	}
	const within = tool && byTool(engine, inspected.Id, keeper, tool);
	return within && (await within.info()) ? within : undefined;
}

/**
 * Whether it is the container's LiteFS that answers there. Another one may: an engine behind a socket of this machine
 * need not be in its network (one without root, one whose socket is forwarded), and its addresses are others' here.
 */
async function leadsTo(way: Access, keeper: Keeper): Promise<boolean> {
	const {clusterId, folder} = (await way.info()) ?? {};
	if (clusterId === undefined || folder === undefined) return false;
	return (await keeper.line(`${folder}/clusterid`)) === clusterId;
}

function addressesOf(
	endpoint: Endpoint,
	{NetworkSettings}: InspectedContainer,
	port: number,
): readonly string[] {
	const isHere = endpoint.kind === 'socket' && process.platform === 'linux';
	const own = Object.values(NetworkSettings.Networks ?? {}).map(({IPAddress}) => IPAddress);
	const published = NetworkSettings.Ports?.[`${port}/tcp`] ?? [];
	const host = endpoint.kind === 'socket' ? '127.0.0.1' : endpoint.host;
	return [
		...(isHere ? own.filter(address => address !== '').map(address => `${address}:${port}`) : []),
		...published.map(({HostIp, HostPort}) =>
			/^(0\.0\.0\.0|::|127\.0\.0\.1|)$/.test(HostIp) ? `${host}:${HostPort}` : `${HostIp}:${HostPort}`,
		),
	];
}

interface Info {
	readonly isPrimary?: boolean;
	readonly clusterID?: string;
	readonly path?: string;
}

function parseInfo(text: string): NodeIdentity | undefined {
	try {
		const {isPrimary, clusterID, path} = JSON.parse(text) as Info;
		if (isPrimary === undefined) return undefined;
		return {
			isPrimary,
			...(clusterID !== undefined && {clusterId: clusterID}),
			...(path !== undefined && {folder: path}),
		};
	} catch {
		return undefined;
	}
}

function byAddress(address: string): Access {
	const ask = (path: string) =>
		fetch(`http://${address}${path}`, {signal: AbortSignal.timeout(tryMs)})
			.then(response => response.text())
			.catch(() => '');
	return {
		by: address,
		lockLookMs: limits.lifeMs,
		info: async () => parseInfo(await ask('/info')),
		debugVars: () => ask('/debug/vars'),
		download: (database, take, changed) =>
			downloadFrom(`http://${address}${exportPath(database)}`, take, changed),
		events: (line, ended) =>
			new Promise((resolve, reject) => {
				const request = get(`http://${address}/events`, {agent: false}, response => {
					request.setTimeout(0);
					follow(response, line, ended);
					resolve({close: () => void request.destroy()});
				});
				request.setTimeout(tryMs, () => request.destroy(new Error('It does not answer.')));
				request.on('error', reject);
			}),
	};
}

function exportPath(database: string): string {
	return `/export?name=${encodeURIComponent(database)}`;
}

async function downloadFrom(
	url: string,
	take: (chunk: Uint8Array) => Promise<void>,
	unwanted: AbortSignal,
): Promise<void> {
	const silence = new AbortController();
	const timer = setTimeout(() => silence.abort(), limits.exportMs);
	try {
		const response = await fetch(url, {signal: AbortSignal.any([silence.signal, unwanted])});
		if (!response.ok || !response.body) throw new Error((await response.text()).trim());
		for await (const chunk of response.body) {
			timer.refresh();
			await take(chunk);
		}
	} finally {
		clearTimeout(timer);
	}
}

function follow(response: IncomingMessage, line: (line: string) => void, ended: () => void): void {
	let over = false;
	const finish = () => {
		if (!over) ended();
		over = true;
	};
	response.on('data', lineReader(line));
	for (const name of ['end', 'close', 'error']) response.on(name, finish);
}

/** Programs that write what an address answers to stdout as it comes; the address is their last argument. */
const streaming: Readonly<Record<string, readonly string[]>> = {
	curl: ['curl', '-sN'],
	wget: ['wget', '-q', '-O', '-'],
	node: [
		'node',
		'-e',
		'fetch(process.argv[1]).then(async r => { for await (const c of r.body) process.stdout.write(c) })',
	],
};

function byTool(engine: Engine, container: string, keeper: Keeper, tool: string): Access {
	const base = `http://localhost:${keeper.surroundings.httpPort}`;
	return {
		by: `${tool} in the container`,
		lockLookMs: tool === 'node' ? undefined : limits.lifeByToolMs,
		info: async () => parseInfo(await keeper.fetch(`${base}/info`)),
		debugVars: () => keeper.fetch(`${base}/debug/vars`),
		async download(database, take) {
			const ended = Promise.withResolvers<void>();
			let taking = Promise.resolve();
			const command = [...(streaming[tool] ?? []), base + exportPath(database)];
			const stream = await engine.exec(container, command, {
				stdout(chunk) {
					stream?.hold(true);
					taking = taking.then(() => take(chunk)).then(() => stream?.hold(false));
					taking.catch(error => {
						ended.reject(error);
						stream?.destroy();
					});
				},
				stderr() {},
				ended: ended.resolve,
			});
			await ended.promise;
			await taking;
		},
		async events(line, ended) {
			let pid: number | undefined;
			const take = (text: string) => {
				if (pid !== undefined) return line(text);
				pid = Number(text);
				keeper.adopt(pid);
				stream.write('go\n');
			};
			// It does not read its stdin, so it begins when the keeper can end it: until then the shell ends with its stdin.
			const program = ['sh', '-c', 'echo $$; read -r go && exec "$@"', 'sh'];
			const command = [...program, ...(streaming[tool] ?? []), `${base}/events`];
			const stream = await engine.exec(container, command, {
				stdout: lineReader(take),
				stderr() {},
				ended() {
					if (pid !== undefined) keeper.release(pid);
					ended();
				},
			});
			return {
				close() {
					if (pid !== undefined) keeper.signal('KILL', pid);
					stream.destroy();
				},
			};
		},
	};
}
