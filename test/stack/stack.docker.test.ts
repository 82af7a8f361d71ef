import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import Database from 'better-sqlite3';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {composeFile} from '../../source/stack/compose-file.ts';
import {docker, logsOf} from './engine.ts';
import {type Reply, type TestStack, testStack, until} from './stack.ts';

/** A first build takes its time. */
const patienceMs = 5 * 60_000;

let stack: TestStack;

const json = {'Content-Type': 'application/json'};
const order = {method: 'POST', headers: json, body: '{"customer_id": 1, "items": [{"track_id": 7}]}'};

/** Asks for invoice 1 again and again. */
async function readTimes(times: number): Promise<readonly Reply[]> {
	const replies: Reply[] = [];
	while (replies.length < times) replies.push(await stack.ask('/invoices/1'));
	return replies;
}

/** Waits until the ingress gives reads to exactly these nodes. */
async function readsGoTo(...nodes: readonly string[]): Promise<void> {
	const look = async () => [...new Set((await readTimes(nodes.length * 3)).map(({node}) => node))].sort();
	await until(`reads from ${nodes.join(', ')}`, look, seen => seen.join() === [...nodes].sort().join());
}

async function untilIdentical(...nodes: readonly string[]): Promise<void> {
	const look = () => Promise.all(nodes.map(node => stack.position(node).catch(() => 'none')));
	await until(`${nodes.join(', ')} at one position`, look, ([first, ...rest]) =>
		rest.every(at => at === first),
	);
}

const volumesOf = async (container: string) =>
	(await docker('inspect', '--format', '{{range .Mounts}}{{.Name}} {{end}}', container)).trim().split(' ');

describe('the LiteFS stack', {timeout: patienceMs}, () => {
	beforeAll(async () => {
		stack = await testStack();
	});

	afterAll(async () => {
		await stack.down({volumes: true});
		await docker('rmi', `${stack.project}-node`, `${stack.project}-ingress`);
	}, patienceMs);

	it('says which port is in use, and comes up with another', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await new Promise(resolve => other.once('listening', resolve));
		const {port} = other.address() as {port: number};
		const failed = await stack.up({port});
		other.close();
		expect(failed).toMatchObject({
			exitStatus: 1,
			said: expect.stringContaining(`Port ${port} on this machine is in use by another program.`),
		});
		const up = await stack.up({port: stack.port});
		expect(up, up.said).toMatchObject({exitStatus: 0});
		expect(up.out).toContain('up: primary, replica-1, all caught up with TXID 0000000000000001');
		expect(up.out).toContain(`http://127.0.0.1:${stack.port}/`);
	});

	it('stays on its port where another is in use', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await new Promise(resolve => other.once('listening', resolve));
		const failed = await stack.up({port: (other.address() as {port: number}).port});
		other.close();
		expect(failed).toMatchObject({
			exitStatus: 1,
			said: expect.stringContaining(`Until then the invoices stay on port ${stack.port}.`),
		});
		const status = () =>
			stack.ask('/invoices/1').then(
				reply => reply.status,
				() => 0,
			);
		await until('the ingress on its port', status, seen => seen === 200);
	});

	it('leaves no image behind that a newer one has replaced', async () => {
		const label = `com.docker.compose.project=${stack.project}`;
		const folder = join(dirname(composeFile()), 'ingress');
		const old = (await docker('build', '--quiet', '--label', label, '--label', 'old=', folder)).trim();
		expect(await stack.up()).toMatchObject({exitStatus: 0});
		const left = await docker('images', '--quiet', '--no-trunc', '--filter', `label=${label}`);
		expect(left.trim().split('\n')).not.toContain(old);
		expect(left).not.toBe('');
	});

	it('publishes one port, on this machine alone', async () => {
		const ids = (await docker('ps', '-q', '--filter', `label=com.docker.compose.project=${stack.project}`))
			.trim()
			.split('\n');
		const published = await docker('inspect', '--format', '{{json .HostConfig.PortBindings}}', ...ids);
		const bindings = published
			.trim()
			.split('\n')
			.flatMap(line => Object.values(JSON.parse(line) as Record<string, unknown[]>).flat());
		expect(bindings).toEqual([{HostIp: '127.0.0.1', HostPort: String(stack.port)}]);
	});

	it('runs the app as nobody special, in containers that may do no more than mount', async () => {
		const [privileged, capabilities] = JSON.parse(
			await docker(
				'inspect',
				'--format',
				'[{{json .HostConfig.Privileged}}, {{json .HostConfig.CapAdd}}]',
				stack.container('primary'),
			),
		);
		expect(privileged).toBe(false);
		expect(capabilities.sort()).toEqual(['KILL', 'SETGID', 'SETUID', 'SYS_ADMIN']);
		const user = await stack.inNode(
			'primary',
			'sh',
			'-c',
			'for p in /proc/[0-9]*; do grep -q server.ts $p/cmdline && grep Uid $p/status; done',
		);
		expect(user).toMatch(/^Uid:\t1000\t/);
	});

	it('reads from one node after the other, and each says who it is and where', async () => {
		await readsGoTo('primary', 'replica-1');
		const replies = await readTimes(6);
		for (const [index, {status, node, body}] of replies.entries()) {
			expect(status).toBe(200);
			expect(node).not.toBe(replies[index - 1]?.node);
			expect(body).toMatchObject({node, role: node === 'primary' ? 'primary' : 'replica', invoice: {id: 1}});
			expect(body.position).toBe('0000000000000001/f5a3b547fd5bc72d');
		}
	});

	it('creates an invoice on the primary, whoever is next in turn', async () => {
		for (const number of [421, 422]) {
			const {status, node, body} = await stack.ask('/invoices', order);
			expect([status, node, body.role, body.invoice.id]).toEqual([201, 'primary', 'primary', number]);
		}
		await untilIdentical('primary', 'replica-1');
	});

	it('answers a write on a replica with a 421 that names the primary', async () => {
		const url = 'http://localhost:8081/invoices';
		const answer = await stack.inNode(
			'replica-1',
			'curl',
			'-s',
			'-w',
			'%{http_code}',
			'-d',
			'customer_id=1',
			url,
		);
		expect(answer).toMatch(/421$/);
		expect(JSON.parse(answer.slice(0, -3))).toMatchObject({
			node: 'replica-1',
			role: 'replica',
			primary: 'primary',
			error: 'replica-1 is a replica and takes no writes: send this to primary.',
		});
	});

	it('answers bad ids and bodies with a 400 and a sentence, and what is not there with a 404', async () => {
		const before = await stack.position('primary');
		const wrong: readonly (readonly [string, RequestInit | undefined, number, RegExp])[] = [
			['/invoices/0', undefined, 400, /whole number from 1, not 0\.$/],
			['/invoices/one', undefined, 400, /not one\.$/],
			["/invoices/1'--", undefined, 400, /whole number/],
			['/invoices?limit=1000', undefined, 400, /1 to 100, not 1000\.$/],
			['/invoices', {...order, body: '{'}, 400, /^The body is not JSON/],
			['/invoices', {...order, body: '{"customer_id": 1, "items": []}'}, 400, /^items is a list/],
			[
				'/invoices',
				{...order, body: '{"customer_id": 9999, "items": [{"track_id": 1}]}'},
				400,
				/no customer 9999/,
			],
			['/invoices', {...order, headers: {'Content-Type': 'text/plain'}}, 415, /application\/json/],
			['/invoices/99999', undefined, 404, /^There is no invoice 99999\.$/],
			['/nothing', undefined, 404, /invoices/],
			['//nothing', undefined, 404, /invoices/],
			['/invoices/%00', undefined, 400, /^That is not a request/],
			['/invoices', {...order, body: 'a'.repeat(70_000)}, 413, /at most 65536 bytes/],
			['/invoices/1', {method: 'DELETE'}, 405, /GET/],
		];
		for (const [path, init, status, sentence] of wrong) {
			const reply = await stack.ask(path, init);
			expect([path, reply.status]).toEqual([path, status]);
			expect(reply.body.error).toMatch(sentence);
		}
		expect(await stack.position('primary')).toBe(before);
	});

	it('lets a writer read its own write while a replica cannot apply it', async () => {
		// An unfinished read on a replica holds replication there.
		const reader = spawn('docker', [
			'exec',
			'-i',
			stack.container('replica-1'),
			'sqlite3',
			'/litefs/data.db',
		]);
		reader.stdin.write("BEGIN; SELECT count(*) FROM invoices; SELECT 'held';\n");
		await new Promise<void>(resolve => {
			reader.stdout.on('data', chunk => String(chunk).includes('held') && resolve());
		});
		const {body, cookie} = await stack.ask('/invoices', order);
		const path = `/invoices/${body.invoice.id}`;
		for (let round = 0; round < 4; round += 1) {
			const own = await stack.ask(path, {headers: {Cookie: cookie ?? ''}});
			expect([own.status, own.node]).toEqual([200, 'primary']);
		}
		const direct = await stack.inNode('replica-1', 'curl', '-s', `http://localhost:8081${path}`);
		expect(JSON.parse(direct).error).toBe(`There is no invoice ${body.invoice.id}.`);
		reader.stdin.end();
		await new Promise(resolve => reader.once('close', resolve));
		await untilIdentical('primary', 'replica-1');
	});

	it('lets a writer read its own writes at once, on whichever node', async () => {
		await readsGoTo('primary', 'replica-1');
		const nodes = new Set<string | null>();
		for (let round = 0; round < 10; round += 1) {
			const {body, cookie} = await stack.ask('/invoices', order);
			const own = await stack.ask(`/invoices/${body.invoice.id}`, {headers: {Cookie: cookie ?? ''}});
			expect(own.status).toBe(200);
			nodes.add(own.node);
		}
		expect([...nodes].sort()).toEqual(['primary', 'replica-1']);
	});

	it('grows to three replicas, and the ingress finds them', async () => {
		const up = await stack.up({replicas: 3});
		expect(up, up.said).toMatchObject({exitStatus: 0});
		expect(up.out).toContain('up: primary, replica-1, replica-2, replica-3, all caught up');
		expect(up.out).toContain(`http://127.0.0.1:${stack.port}/`);
		await readsGoTo('primary', 'replica-1', 'replica-2', 'replica-3');
	});

	it('answers every read while one replica is dead and another frozen, and `up` brings them back', async () => {
		await docker('kill', stack.container('replica-2'));
		await docker('pause', stack.container('replica-3'));
		const replies = await readTimes(24);
		expect(replies.map(({status}) => status)).toEqual(replies.map(() => 200));
		expect(new Set(replies.map(({node}) => node))).toEqual(new Set(['primary', 'replica-1']));
		expect(await stack.up()).toMatchObject({exitStatus: 0});
		await readsGoTo('primary', 'replica-1', 'replica-2', 'replica-3');
	});

	it('stops its nodes cleanly: exit status 0, and LiteFS says that it is complete', async () => {
		for (const node of ['replica-1', 'primary']) {
			await docker('stop', stack.container(node));
			expect(await docker('inspect', '--format', '{{.State.ExitCode}}', stack.container(node))).toBe('0\n');
			expect(await logsOf(stack.container(node))).toContain('litefs shut down complete');
		}
	});

	it('goes on reading while the primary is away, and says why nothing can be written', async () => {
		await docker('start', stack.container('replica-1'));
		await readsGoTo('replica-1', 'replica-2', 'replica-3');
		const reply = await stack.ask('/invoices', order);
		expect([reply.status, reply.node, reply.body.error]).toEqual([
			503,
			'ingress',
			'The primary is away, so nothing can be written now. Reads go on.',
		]);
		// One that has no primary can be stopped as well.
		await docker('stop', stack.container('replica-1'));
		expect(await docker('inspect', '--format', '{{.State.ExitCode}}', stack.container('replica-1'))).toBe(
			'0\n',
		);
	});

	it('keeps what was written when the primary is started again', async () => {
		await docker('start', stack.container('primary'), stack.container('replica-1'));
		const nodes = ['primary', 'replica-1', 'replica-2', 'replica-3'];
		await untilIdentical(...nodes);
		await readsGoTo(...nodes);
		expect((await stack.ask('/invoices?limit=1')).body.invoices[0].id).toBe(433);
	});

	it('has one primary alone: a node without a role is a replica', async () => {
		const node = `${stack.project}-stray`;
		const allowed = [
			'--cap-add',
			'SYS_ADMIN',
			'--device',
			'/dev/fuse',
			'--security-opt',
			'apparmor=unconfined',
		];
		await docker('run', '--detach', '--name', node, ...allowed, `${stack.project}-node`);
		try {
			const log = await until(
				'LiteFS to say its role',
				() => logsOf(node),
				text => text.includes('Using static primary'),
			);
			expect(log).toContain('primary=false');
		} finally {
			await docker('rm', '--force', '--volumes', node);
		}
	});

	it('shrinks, and leaves no volume of a replica behind', async () => {
		const gone = await volumesOf(stack.container('replica-3'));
		expect(await stack.up({replicas: 1})).toMatchObject({exitStatus: 0});
		await readsGoTo('primary', 'replica-1');
		const left = (await docker('volume', 'ls', '--quiet')).split('\n');
		expect(gone.filter(name => left.includes(name))).toEqual([]);
	});

	it('keeps the database through down and up, and does not import over it', async () => {
		const [replicas, down] = [await volumesOf(stack.container('replica-1')), await stack.down()];
		expect(down).toMatchObject({exitStatus: 0, said: expect.stringContaining('Its database is kept')});
		const left = (await docker('volume', 'ls', '--quiet')).split('\n');
		expect(left).toContain(`${stack.project}_primary`);
		expect(replicas.filter(name => left.includes(name))).toEqual([]);
		const folder = mkdtempSync(join(tmpdir(), 'litescope-test-'));
		new Database(join(folder, 'other.db')).exec('CREATE TABLE t (a)').close();
		expect(await stack.up({port: stack.port, importFile: join(folder, 'other.db')})).toMatchObject({
			exitStatus: 2,
			said: expect.stringContaining('The stack has a database already'),
		});
		rmSync(folder, {recursive: true});
		expect(await stack.up({port: stack.port})).toMatchObject({exitStatus: 0});
		await readsGoTo('primary', 'replica-1');
		expect((await stack.ask('/invoices?limit=1')).body.invoices[0].id).toBe(433);
	});

	it('begins with a person’s database where it is given one, and says so when that has no invoices', async () => {
		expect(await stack.down({volumes: true})).toMatchObject({exitStatus: 0});
		const folder = mkdtempSync(join(tmpdir(), 'litescope-test-'));
		const database = new Database(join(folder, 'mine.db'));
		database.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES ('mine')");
		const up = await stack.up({port: stack.port, importFile: join(folder, 'mine.db')});
		database.close();
		rmSync(folder, {recursive: true});
		expect(up, up.said).toMatchObject({exitStatus: 0});
		expect(await stack.inNode('replica-1', 'sqlite3', '/litefs/data.db', 'SELECT a FROM t')).toBe('mine\n');
		const reply = await stack.ask('/invoices');
		expect([reply.status, reply.body.error]).toEqual([
			404,
			'This database is not the record shop that this page shows (no such table: invoices). The cluster replicates it all the same.',
		]);
	});

	it('is gone after down --volumes, with everything that was its', async () => {
		expect(await stack.down({volumes: true})).toMatchObject({
			exitStatus: 0,
			said: expect.stringContaining('its database with it'),
		});
		const label = `label=com.docker.compose.project=${stack.project}`;
		expect(await docker('ps', '--all', '--quiet', '--filter', label)).toBe('');
		expect(await docker('volume', 'ls', '--quiet', '--filter', label)).toBe('');
		expect(await docker('network', 'ls', '--quiet', '--filter', label)).toBe('');
		expect(await stack.down()).toMatchObject({exitStatus: 0, said: 'There was nothing to take down.'});
	});

	it('that is interrupted on its way up ends with 130 and goes on from there', async () => {
		const interruption = new AbortController();
		const started = stack.up({port: stack.port}, interruption.signal);
		await until(
			'a container',
			() => docker('ps', '-aq', '--filter', `label=com.docker.compose.project=${stack.project}`),
			ids => ids !== '',
		);
		interruption.abort();
		expect(await started).toMatchObject({exitStatus: 130, said: expect.stringContaining('Interrupted.')});
		expect(await stack.up({port: stack.port})).toMatchObject({exitStatus: 0});
		await readsGoTo('primary', 'replica-1');
		expect((await stack.ask('/invoices/1')).body.invoice.id).toBe(1);
	});
});
