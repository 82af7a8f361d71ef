import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach, expect, it} from 'vitest';
import type {Engine, InspectedContainer} from '../../../../source/drivers/docker/engine/engine.ts';
import {findAccess} from '../../../../source/drivers/docker/node/access.ts';
import type {Keeper} from '../../../../source/drivers/docker/node/keeper.ts';

let server: Server | undefined;

afterEach(() => {
	server?.close();
	server?.closeAllConnections();
});

it('asks in vain, and no more than that, where LiteFS begins to answer and does not go on', async () => {
	server = createServer(({url}, response) => {
		if (url === '/info') response.end(JSON.stringify({isPrimary: true, clusterID: 'LFSC1', path: '/data'}));
		else response.write('{"store":');
	});
	await new Promise<void>(resolve => void server?.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	const endpoint = {kind: 'socket', address: 'unix:///run/docker.sock', path: '/run/docker.sock'};
	const published = {'20202/tcp': [{HostIp: '127.0.0.1', HostPort: String(port)}]};
	const access = await findAccess(
		{endpoint} as unknown as Engine,
		{NetworkSettings: {Networks: {}, Ports: published}} as unknown as InspectedContainer,
		{surroundings: {httpPort: 20202}, line: async () => 'LFSC1'} as unknown as Keeper,
	);
	expect(access?.by).toBe(`127.0.0.1:${port}`);
	await expect(access?.debugVars()).resolves.toBe('');
});
