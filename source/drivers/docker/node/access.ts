import {get, type IncomingMessage} from 'node:http';
import type {Endpoint} from '../engine/endpoint.ts';
import type {Engine, InspectedContainer} from '../engine/engine.ts';
import {lineReader} from '../line-reader.ts';
import type {Keeper} from './keeper.ts';

/** What a node says of itself at GET /info. */
export interface NodeIdentity {
	readonly isPrimary: boolean;
	readonly clusterId?: string;
}

/** A way to a node's HTTP API. */
export interface Access {
	/** For people: `10.0.0.2:20202`, `127.0.0.1:20202`, `curl in the container`. */
	readonly by: string;
	info(): Promise<NodeIdentity | undefined>;
	/** GET /debug/vars as it is, '' where it does not answer. */
	debugVars(): Promise<string>;
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
	const addresses = addressesOf(engine.endpoint, inspected, httpPort).map(byAddress);
	const ways = tool ? [...addresses, byTool(engine, inspected.Id, keeper, tool)] : addresses;
	for (const way of ways) if (await way.info()) return way;
	return undefined;
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

function parseInfo(text: string): NodeIdentity | undefined {
	try {
		const {isPrimary, clusterID} = JSON.parse(text) as {isPrimary?: boolean; clusterID?: string};
		if (isPrimary === undefined) return undefined;
		return {isPrimary, ...(clusterID !== undefined && {clusterId: clusterID})};
	} catch {
		return undefined;
	}
}

function byAddress(address: string): Access {
	const ask = (path: string) =>
		fetch(`http://${address}${path}`, {signal: AbortSignal.timeout(tryMs)}).then(
			response => response.text(),
			() => '',
		);
	return {
		by: address,
		info: async () => parseInfo(await ask('/info')),
		debugVars: () => ask('/debug/vars'),
		events: (line, ended) =>
			new Promise((resolve, reject) => {
				const request = get(`http://${address}/events`, {agent: false}, response => {
					follow(response, line, ended);
					resolve({close: () => void request.destroy()});
				});
				request.on('error', reject);
			}),
	};
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
		info: async () => parseInfo(await keeper.fetch(`${base}/info`)),
		debugVars: () => keeper.fetch(`${base}/debug/vars`),
		async events(line, ended) {
			let pid: number | undefined;
			const take = (text: string) => {
				if (pid !== undefined) return line(text);
				pid = Number(text);
				keeper.adopt(pid);
			};
			const command = [...(streaming[tool] ?? []), `${base}/events`];
			const stream = await engine.exec(container, ['sh', '-c', 'echo $$; exec "$@"', 'sh', ...command], {
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
