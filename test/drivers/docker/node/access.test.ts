import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach, expect, it} from 'vitest';
import type {Engine, InspectedContainer} from '../../../../source/drivers/docker/engine/engine.ts';
import type {ExecListener} from '../../../../source/drivers/docker/engine/exec-stream.ts';
import {findAccess} from '../../../../source/drivers/docker/node/access.ts';
import type {Keeper} from '../../../../source/drivers/docker/node/keeper.ts';

let server: Server | undefined;

afterEach(() => {
	server?.close();
	server?.closeAllConnections();
});

/** A container where curl is the only way to LiteFS. What is written to curl's shell is told. */
function withCurl() {
	const told: string[] = [];
	let say = (_: string) => {};
	const engine = {
		endpoint: {kind: 'tcp', address: 'tcp://10.0.0.1:2375', host: '10.0.0.1', port: 2375},
		async exec(_: string, __: readonly string[], {stdout}: ExecListener) {
			say = text => stdout(Buffer.from(text));
			const none = () => {};
			return {write: (text: string) => void told.push(`curl: ${text}`), end: none, destroy: none, hold: none};
		},
	};
	const keeper = {
		surroundings: {httpPort: 20202, tool: 'curl', programs: new Set()},
		fetch: async () => '{"isPrimary":true}',
		adopt: (pid: number) => void told.push(`keeper: + ${pid}`),
		signal: (signal: string, pid: number) => void told.push(`keeper: ${signal} ${pid}`),
	};
	const find = () =>
		findAccess(
			engine as Partial<Engine> as Engine,
			{NetworkSettings: {Networks: {}, Ports: {}}} as unknown as InspectedContainer,
			keeper as Partial<Keeper> as Keeper,
		);
	return {find, told, say: (text: string) => say(text)};
}

it('listens by a program in the container only when that is sure to end with us', async () => {
	const {find, told, say} = withCurl();
	const events = await (await find())?.events(
		() => {},
		() => {},
	);
	expect(told).toEqual([]);
	say('77\n');
	events?.close();
	expect(told).toEqual(['keeper: + 77', 'curl: go\n', 'keeper: KILL 77']);
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
