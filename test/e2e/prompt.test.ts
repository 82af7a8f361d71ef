import {statSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {type Explorer, type Home, keys, makeHome, startExplorer} from './explorer.ts';

let home: Home;
let explorer: Explorer;

beforeAll(async () => {
	home = makeHome();
	explorer = await startExplorer(home);
});

afterAll(async () => {
	await explorer.end();
	home.clean();
});

it('a paste of many lines waits for Enter; the first statement that fails stops the rest, which are named', async () => {
	const pasted = `CREATE TABLE pasted (
	id INTEGER PRIMARY KEY,
	at TEXT
);
INSERT INTO nowhere VALUES (1);
INSERT INTO pasted VALUES (1, 'a;b');
INSERT INTO pasted VALUES (2, NULL);
`;
	explorer.paste(pasted);
	await explorer.see('INSERT INTO pasted VALUES (2, NULL);');
	expect(explorer.text()).toContain('Nothing has been run here yet.');
	explorer.write(keys.enter);
	await explorer.see('✗ no such table: nowhere');
	await explorer.see(/2 statements not run, since the one before failed:/);
	expect(explorer.text()).toContain("INSERT INTO pasted VALUES (1, 'a;b')");
	expect(explorer.text()).toContain('INSERT INTO pasted VALUES (2, NULL)');
	explorer.enter('SELECT count(*) AS rows_there FROM pasted;');
	await explorer.see(/rows_there.*\n┃ +0 .*\n┃ +1 row /);
});

it('another size keeps everything; one that is too small says what it needs', async () => {
	explorer.write("SELECT 'half typed\nand on");
	await explorer.see('and on');
	explorer.resize(80, 24);
	await explorer.see(/^ EDIT.* F1 keys$/m);
	const before = explorer.text();
	explorer.resize(40, 10);
	await explorer.see('litescope needs 60 columns and 16 rows;');
	await explorer.see('this terminal has 40 and 10.');
	expect(explorer.terminal.everything()).toHaveLength(10);
	explorer.resize(200, 50);
	await explorer.see(/TXID, committed, what, how long each took ─┐$/m);
	await explorer.see("SELECT 'half typed");
	await explorer.see('rows_there');
	explorer.resize(80, 24);
	await explorer.waitForScreen(screen => screen.join('\n') === before, `the screen as it was:\n${before}`);
	explorer.resize(120, 34);
	explorer.write(keys.ctrlC);
	await explorer.see(/^ primary ▸$/m);
});

it('an open transaction stands in the prompt, and leaving with one asks first', async () => {
	explorer.enter('BEGIN;');
	await explorer.see(/^ primary \[transaction\] ▸$/m);
	await explorer.see('▪ transaction open here for');
	explorer.write(keys.ctrlD);
	await explorer.see('A transaction is open on primary: quitting rolls it back. Quit?');
	explorer.write('n');
	await explorer.seeNo('Quit?');
	explorer.enter("SELECT 'one'");
	explorer.enter("AS 'of two lines';");
	await explorer.see(/of two lines *┃.*\n┃ +one .*\n.*1 row/);
	explorer.enter('.quit');
	await explorer.see('quitting rolls it back. Quit?');
	explorer.write('y');
	expect(await explorer.exit).toEqual({status: 0, signal: undefined});
});

it('the history is there in the next run, for nobody else, and Ctrl+R finds in it', async () => {
	expect(statSync(join(home.env.XDG_STATE_HOME!, 'litescope', 'history')).mode & 0o777).toBe(0o600);
	explorer = await startExplorer(home);
	explorer.write(keys.ctrlR);
	await explorer.see(/^ history: {2}▸/m);
	explorer.write('rows_th');
	await explorer.see(/^ history: rows_th ▸ SELECT count\(\*\) AS rows_there FROM pasted;/m);
	explorer.write(keys.enter);
	await explorer.see(/^ primary ▸ SELECT count\(\*\) AS rows_there FROM pasted;/m);
	explorer.write(keys.ctrlC);
	await explorer.see(/^ primary ▸$/m);
	explorer.write(keys.up);
	await explorer.see(/^ primary ▸ \.quit$/m);
	explorer.write(keys.up);
	await explorer.see(/^ primary ▸ SELECT 'one'\n {4}AS 'of two lines';$/m);
});
