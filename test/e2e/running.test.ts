import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {hostsOf} from '../clusters/processes.ts';
import {OtherProgram} from '../drivers/embedded/other-program.ts';
import {type Explorer, type Home, keys, makeHome, startExplorer} from './explorer.ts';

let home: Home;
let folder: string;
let explorer: Explorer;

beforeAll(async () => {
	home = makeHome();
	folder = join(home.path, 'cluster');
	explorer = await startExplorer(home, {args: ['--data-dir', folder]});
});

afterAll(async () => {
	await explorer.end();
	home.clean();
});

it('an endless statement is cancelled with Ctrl+C, and the screen answers all the while', async () => {
	explorer.enter(
		'SELECT count(*) FROM (WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c);',
	);
	await explorer.waitForTitle(/^litescope · running$/);
	explorer.write(keys.f1);
	await explorer.see('EDIT: what is typed goes to the prompt');
	explorer.write(keys.escape);
	await explorer.seeNo('EDIT: what is typed goes to the prompt');
	explorer.write(keys.ctrlT);
	await explorer.see(/^ replica-1 ▸$/m);
	explorer.enter("SELECT 'answered' AS meanwhile;");
	await explorer.see(/answered.*\n.* 1 row/);
	await explorer.see('Ctrl+C cancels');
	explorer.write(keys.ctrlC);
	await explorer.see(/[✗▪] .*cancelled/);
	await explorer.see('The session ended with it');
	await explorer.waitForTitle(/^litescope · ready$/);
});

it('the session is there again after a cancel', async () => {
	explorer.write(keys.ctrlT + keys.ctrlT);
	await explorer.see(/^ primary ▸$/m);
	explorer.enter('CREATE TABLE t (a);');
	await explorer.see(/◂ TXID 02 {2}\+ table t /);
});

it('what another program commits to the primary’s file is seen, with its arrival', async () => {
	const other = new OtherProgram(join(folder, 'primary', 'data.db'));
	await other.exec('CREATE TABLE from_elsewhere (a)');
	await explorer.see(/│ 03 .*\+ table from_elsewhere .*replica-1 (\+\d+|<1) ms ✓ │/);
	await explorer.see(/13 tables {2}from_elsewhere\+ t\+ .*13 tables {2}from_elsewhere\+ t\+ /);
	await other.insert(2);
	await explorer.see(/◂ TXID (04–)?05 /);
});

it('a host that is killed is started again: it is said, and nothing is lost', async () => {
	for (const pid of hostsOf(folder)) process.kill(pid, 'SIGKILL');
	await explorer.see(/● live[\s\S]*started again/);
	explorer.enter('INSERT INTO t VALUES (3);');
	await explorer.see(/◂ TXID 06 .*t: 1 row inserted/);
	explorer.enter('SELECT count(*) AS everything FROM t;');
	await explorer.see(/everything *[┃│].*\n┃ +3 /);
	await explorer.see(/replica-1 identical .*● live/);
});

it('a cluster that is kept in a folder goes on where it was when the explorer is opened again', async () => {
	explorer.write(keys.ctrlD);
	await explorer.exit;
	expect(home.leftovers()).toEqual([]);
	explorer = await startExplorer(home, {args: ['--data-dir', folder]});
	await explorer.see(/primary at TXID 06 .*replica-1 identical/);
	await explorer.see(/13 tables .*13 tables/);
});

it('a second explorer on the folder attaches to the same cluster, and sees what the first does', async () => {
	const second = await startExplorer(home, {args: ['--data-dir', folder, '--replicas', '2']});
	await second.see('This cluster was running already, with 1 replica');
	explorer.enter('CREATE TABLE ours (a);');
	await second.see(/◂ TXID 07 {2}\+ table ours/);
	await second.end();
	await explorer.see(/primary at TXID 07 .*replica-1 identical/);
});
