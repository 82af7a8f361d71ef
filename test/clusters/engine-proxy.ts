import {once} from 'node:events';
import {type AddressInfo, connect, createServer, type Server, type Socket} from 'node:net';
import {createServer as createTlsServer, type TlsOptions} from 'node:tls';
import {findEndpoint} from '../../source/drivers/docker/engine/endpoint.ts';

/** A port of this machine behind which its Docker engine is, and which a test can close. */
export interface EngineProxy {
	readonly port: number;
	/** Ends all connections and takes no new ones. */
	cut(): void;
	/** Takes connections again. */
	heal(): Promise<void>;
	/** New connections wait. Gives what lets them through. */
	hold(): () => void;
	close(): void;
}

/** Opens one, by TLS where it is given what a server needs for that. */
export async function engineProxy(tls?: TlsOptions): Promise<EngineProxy> {
	const sockets = new Set<Socket>();
	let passing = Promise.resolve();
	const pass = async (from: Socket) => {
		sockets.add(from.on('error', () => undefined).on('close', () => sockets.delete(from)));
		await passing;
		const to = connect(enginePath());
		sockets.add(to.on('error', () => from.destroy()).on('close', () => sockets.delete(to)));
		from.pipe(to).pipe(from);
		from.on('close', () => to.destroy());
		to.on('close', () => from.destroy());
	};
	let server: Server | undefined;
	const listen = async (port: number) => {
		const options = {allowHalfOpen: true};
		server = tls ? createTlsServer({...tls, ...options}, pass) : createServer(options, pass);
		await once(server.listen(port, '127.0.0.1'), 'listening');
		return (server.address() as AddressInfo).port;
	};
	const port = await listen(0);
	const cut = () => {
		server?.close();
		server = undefined;
		for (const socket of sockets) socket.destroy();
	};
	return {
		port,
		cut,
		heal: async () => void (await listen(port)),
		hold() {
			const {promise, resolve} = Promise.withResolvers<void>();
			passing = promise;
			return resolve;
		},
		close: cut,
	};
}

/** Where the machine's own engine listens. */
export function enginePath(): string {
	const endpoint = findEndpoint();
	if (endpoint.kind !== 'socket')
		throw new Error(`The Docker engine at ${endpoint.address} has no socket here.`);
	return endpoint.path;
}
