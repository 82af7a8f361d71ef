import {once} from 'node:events';
import {type AddressInfo, connect, createServer, type Socket} from 'node:net';
import {findEndpoint} from '../../source/drivers/docker/engine/endpoint.ts';

/** This machine's Docker engine as one on another machine is: behind TCP, with containers that have no address here. */
export interface RemoteEngine {
	/** What makes the docker CLI, and litescope, ask it. */
	readonly environment: {readonly DOCKER_HOST: string};
	close(): Promise<void>;
}

/** Makes one. Rejects where this machine's own engine is not behind a socket. */
export async function remoteEngine(): Promise<RemoteEngine> {
	const endpoint = findEndpoint();
	if (endpoint.kind !== 'socket')
		throw new Error(`The engine at ${endpoint.address} is not on this machine.`);
	const open = new Set<Socket>();
	const server = createServer({allowHalfOpen: true}, client => {
		const engine = connect({path: endpoint.path, allowHalfOpen: true});
		for (const [one, other] of [
			[client, engine],
			[engine, client],
		] as const) {
			open.add(one);
			one.pipe(other);
			one.on('error', () => other.destroy());
			one.once('close', () => void open.delete(one));
		}
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		environment: {DOCKER_HOST: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`},
		async close() {
			server.close();
			for (const socket of open) socket.destroy();
			await once(server, 'close');
		},
	};
}
