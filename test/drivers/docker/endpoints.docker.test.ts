import {execFileSync} from 'node:child_process';
import {cpSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {nodeOf} from '../../../source/cluster/selectors.ts';
import {type Environment, findEndpoint} from '../../../source/drivers/docker/engine/endpoint.ts';
import {connectEngine} from '../../../source/drivers/docker/engine/engine.ts';
import {type Authority, createAuthority} from '../../clusters/certificates.ts';
import type {TestCluster} from '../../clusters/cluster.ts';
import {type EngineProxy, enginePath, engineProxy} from '../../clusters/engine-proxy.ts';
import {type LitefsStack, litefsStack} from '../../clusters/litefs.ts';
import {eventually, processes} from '../../clusters/processes.ts';
import {type SshFault, sshServer} from '../../clusters/ssh-server.ts';

const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c';
const [primary, replica] = ['primary', 'replica-1'];

describe('a Docker engine', () => {
	let folder: string;
	let stack: LitefsStack;

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'ls-endpoints-'));
		stack = await litefsStack('endpoints', 'published.yaml');
	});
	afterAll(async () => {
		await stack?.down();
		rmSync(folder, {recursive: true});
	});

	const connect = (environment: Environment) =>
		connectEngine(findEndpoint({DOCKER_CONFIG: folder, ...environment}));
	/** A transaction on the primary, a statement that is refused on the replica: sessions are there, and positions. */
	const tellsTheStory = async (cluster: TestCluster) => {
		const insert = "INSERT INTO albums (title) VALUES ('from afar') RETURNING title";
		for (const node of [primary, replica]) {
			await cluster.until(`${node} runs`, now => nodeOf(now, node)?.status === 'running');
		}
		expect(await cluster.run(primary, 'BEGIN')).toMatchObject({status: 'ok', inTransaction: true});
		expect(await cluster.run(primary, insert)).toMatchObject({values: [['from afar']]});
		expect(await cluster.run(primary, 'COMMIT')).toMatchObject({status: 'ok', committed: expect.anything()});
		await cluster.identical(replica);
		expect(await cluster.run(replica, insert)).toMatchObject({error: {number: 8}});
	};
	const attached = async (environment: Environment, use: (cluster: TestCluster) => Promise<void>) => {
		const cluster = await stack.open({environment: {DOCKER_CONFIG: folder, ...environment}});
		try {
			await use(cluster);
		} finally {
			await cluster.close();
		}
	};

	describe('behind TLS', () => {
		let authority: Authority;
		let other: Authority;
		let good: string;
		let proxy: EngineProxy;
		let plain: EngineProxy;
		let expired: EngineProxy;

		beforeAll(async () => {
			authority = createAuthority(join(folder, 'authority'));
			other = createAuthority(join(folder, 'other'));
			good = authority.client('good');
			proxy = await engineProxy(authority.server());
			expired = await engineProxy(authority.server({expired: true}));
			plain = await engineProxy();
		});
		afterAll(() => {
			for (const one of [proxy, plain, expired]) one?.close();
		});

		const at = ({port}: EngineProxy, certificates: string) => ({
			DOCKER_HOST: `tcp://127.0.0.1:${port}`,
			DOCKER_TLS_VERIFY: '1',
			DOCKER_CERT_PATH: certificates,
		});
		/** The good certificates but for some of them. */
		const but = (name: string, files: Readonly<Record<string, string | undefined>>) => {
			const path = join(folder, name);
			cpSync(good, path, {recursive: true});
			for (const [file, text] of Object.entries(files)) {
				if (text === undefined) rmSync(join(path, file));
				else writeFileSync(join(path, file), text);
			}
			return path;
		};

		it('takes the certificates of DOCKER_CERT_PATH, and tells the story', () =>
			attached(at(proxy, good), tellsTheStory));

		it('is reached by a context that docker has made', async () => {
			const tls = ['ca', 'cert', 'key'].map(name => `${name}=${join(good, `${name}.pem`)}`).join(',');
			const endpoint = `host=tcp://127.0.0.1:${proxy.port},${tls}`;
			execFileSync('docker', ['--config', folder, 'context', 'create', 'afar', '--docker', endpoint], {
				stdio: 'pipe',
			});
			await attached({DOCKER_CONTEXT: 'afar'}, tellsTheStory);
		});

		it.each([
			[
				'of another authority',
				() => at(proxy, but('wrong', {'ca.pem': other.ca})),
				/ca\.pem does not vouch for/,
			],
			['that has expired', () => at(expired, good), /The certificate of .* has expired\.$/],
			[
				'for another name',
				() => ({...at(proxy, good), DOCKER_HOST: `tcp://localhost:${proxy.port}`}),
				/made for another name/,
			],
		])('whose certificate is one %s is told in a sentence', async (_, environment, sentence) => {
			await expect(connect(environment())).rejects.toThrow(sentence);
		});

		it.each([
			[
				'is missing',
				() => but('none', {'cert.pem': undefined, 'key.pem': undefined}),
				/cert\.pem and key\.pem are/,
			],
			['is no certificate', () => but('broken', {'cert.pem': 'nothing'}), /is broken, or they do not belong/],
			[
				'has expired',
				() => authority.client('old', {expired: true}),
				/does not take the certificate in cert\.pem/,
			],
		])('says so where the certificate that it is shown %s', async (_, certificates, sentence) => {
			await expect(connect(at(proxy, certificates()))).rejects.toThrow(sentence);
		});

		it('needs an authority', async () => {
			const path = but('no-authority', {'ca.pem': undefined});
			expect(() => findEndpoint(at(proxy, path))).toThrow(`${path}/ca.pem does not exist`);
		});

		it('is not one that is asked without it, nor the other way round', async () => {
			const bare = {DOCKER_HOST: `tcp://127.0.0.1:${proxy.port}`};
			await expect(connect(bare)).rejects.toThrow(/It may want TLS, which DOCKER_TLS_VERIFY=1 asks for/);
			await expect(connect(at(plain, good))).rejects.toThrow(/does not speak TLS/);
		});

		it('is found again after its line was broken, with a container that was made anew meanwhile', () =>
			attached(at(proxy, good), async cluster => {
				const [, id] = cluster.start(replica, 'SELECT 1', endless);
				await cluster.until('it runs', now => nodeOf(now, replica)?.running === id);
				proxy.cut();
				expect(await cluster.outcome(id!)).toMatchObject({
					error: {code: 'LITESCOPE_NODE_LEFT', message: expect.stringMatching(/look whether it did/)},
				});
				await cluster.until('it is silent', now => now.silentSinceMs);
				await stack.compose('up', '-d', '--force-recreate', '--no-deps', '-t', '1', 'replica');
				await proxy.heal();
				await cluster.until('it is heard of', now => now.silentSinceMs === undefined);
				await cluster.until('the replica runs', now => nodeOf(now, replica)?.status === 'running');
				await tellsTheStory(cluster);
			}));
	});

	describe('behind ssh', () => {
		it('tells the story, and no ssh process stays', async () => {
			const server = await sshServer(join(folder, 'ssh'));
			try {
				await attached({DOCKER_HOST: server.host}, tellsTheStory);
				expect(new Set(server.commands)).toEqual(new Set(['docker system dial-stdio']));
				await eventually('its ssh processes have ended', () =>
					processes().every(({parent, command}) => parent !== process.pid || !/\bssh\b/.test(command)),
				);
			} finally {
				server.close();
			}
		});

		it.each<[SshFault, RegExp]>([
			['unknown host', /^The host key of ssh:.* is not known here, or it has changed\./],
			['key refused', /^The login at ssh:.* was refused\..*Permission denied \(publickey\)\.$/],
			['no docker', /^There is no docker command on the machine of ssh:/],
		])('is told in a sentence: %s', async (fault, sentence) => {
			const server = await sshServer(join(folder, fault.replace(' ', '-')), fault);
			try {
				await expect(connect({DOCKER_HOST: server.host})).rejects.toThrow(sentence);
			} finally {
				server.close();
			}
		});
	});

	it('that is slow keeps nobody waiting who wants to see something', async () => {
		const proxy = await engineProxy();
		const open = proxy.hold();
		try {
			const opening = stack.open({environment: {DOCKER_HOST: `tcp://127.0.0.1:${proxy.port}`}});
			const late = await Promise.race([opening, new Promise(resolve => setImmediate(resolve, 'not yet'))]);
			expect(late).toBe('not yet');
			open();
			await (await opening).close();
		} finally {
			open();
			proxy.close();
		}
	});

	it.runIf(process.getuid?.() === 0)('that one may not use is told so', async () => {
		// The socket of the engine itself may be anybody's; one behind a folder of root's is not.
		const locked = mkdtempSync(join(tmpdir(), 'ls-locked-'));
		await connect({DOCKER_HOST: `unix://${enginePath()}`});
		process.seteuid?.(65_534);
		try {
			await expect(connect({DOCKER_HOST: `unix://${locked}/docker.sock`})).rejects.toThrow(
				'permission is denied. On Linux, members of the group `docker` may.',
			);
		} finally {
			process.seteuid?.(0);
			rmSync(locked, {recursive: true});
		}
	});
});
