import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {docker} from '../stack/engine.ts';
import {type TestStack, testStack} from '../stack/stack.ts';
import {type Explorer, type Home, keys, makeHome, startExplorer} from './explorer.ts';
import {story, target} from './story.ts';

/** A first build takes its time. */
const patienceMs = 5 * 60_000;

describe('the story of replication, on real LiteFS in containers', () => {
	let home: Home;
	let stack: TestStack;
	let explorer: Explorer;

	beforeAll(async () => {
		home = makeHome();
		stack = await testStack();
		const up = await stack.up({port: stack.port});
		expect(up, up.said).toMatchObject({exitStatus: 0});
		explorer = await startExplorer(home, {args: ['--docker', stack.project, '--write']});
	}, patienceMs);

	afterAll(async () => {
		await explorer?.end();
		home.clean();
		await stack.down({volumes: true});
		await docker('rmi', `${stack.project}-node`, `${stack.project}-ingress`);
	}, patienceMs);

	story({explorer: () => explorer, label: () => `docker: ${stack.project}   data.db`});

	it('forwards a refused write from the replica, and shows the command that does it', async () => {
		await target(explorer, 'replica-1');
		explorer.enter("INSERT INTO users (name) VALUES ('Radia');");
		await explorer.see('LiteFS said: ');
		await explorer.see('Ctrl+F forward it from here with the halt lock');
		explorer.write(keys.ctrlF);
		await explorer.see(/The same by hand: docker exec \S+ litefs run -with-halt-lock-on \/litefs\/data\.db/);
		await explorer.see(/primary at TXID 08 .*replica-1 identical/);
		await explorer.see(/users: 1 row inserted/);
	});

	it('finds the replica again when its container is made anew', async () => {
		const before = await docker('inspect', '--format', '{{.Id}}', stack.container('replica-1'));
		await docker('rm', '--force', '--volumes', stack.container('replica-1'));
		await explorer.see(/replica-1 away/);
		expect(await stack.up({port: stack.port})).toMatchObject({exitStatus: 0});
		expect(await docker('inspect', '--format', '{{.Id}}', stack.container('replica-1'))).not.toBe(before);
		await explorer.see(/primary at TXID 08 .*replica-1 identical/);
		explorer.enter('SELECT count(*) AS made_anew FROM users;');
		await explorer.see(/made_anew +┃\n.*┃ +4 +┃/);
	});

	it('is refused at COMMIT in WAL mode, by an error in disguise, and told that it is the same refusal', async () => {
		await target(explorer, 'all', 'primary');
		explorer.enter('PRAGMA journal_mode = wal;');
		await explorer.see(/primary at TXID 09 .*replica-1 identical/);
		await target(explorer, 'replica-1');
		explorer.enter('BEGIN;');
		await explorer.see('replica-1 [transaction] ▸');
		explorer.enter("INSERT INTO users (name) VALUES ('Margaret');");
		await explorer.see(/ok {3}1 row .*in transaction/);
		explorer.enter('COMMIT;');
		await explorer.see('✗ disk I/O error (10)');
		await explorer.see('replica-1 is a replica');
	});

	it('shows five replicas, and a transaction reaching each of them', async () => {
		expect(await stack.up({port: stack.port, replicas: 5})).toMatchObject({exitStatus: 0});
		await explorer.see('5 identical');
		await target(explorer, 'replica-2', 'replica-3', 'replica-4', 'replica-5', 'all', 'primary');
		explorer.enter("INSERT INTO users (name) VALUES ('Donald');");
		await explorer.see(/5 of 5 in (\d+|<1) ms, slowest replica-\d/);
	});
});
