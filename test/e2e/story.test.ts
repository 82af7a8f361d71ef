import {afterAll, beforeAll, describe, expect, it} from 'vitest';
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

describe('a newcomer', () => {
	it('sees a primary and a replica side by side', async () => {
		await explorer.see(/1 primary .* primary · writes here .*2 replica-1 .* replica · reads/);
		await explorer.see('embedded · temporary');
		expect(explorer.text()).toMatch(/replica-1 identical\s+● live/);
	});

	it('makes a table on the primary and sees it come up on the replica, with the time it took', async () => {
		explorer.enter('CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);');
		await explorer.see(/ok {3}TXID 02 .*replica-1 (\+\d+|<1) ms/);
		await explorer.see(/◂ TXID 02 {2}\+ table users .*(\+\d+|<1) ms/);
		await explorer.see(/12 tables {2}users\+ .*12 tables {2}users\+/);
	});

	it('inserts a row and finds it on the replica', async () => {
		explorer.enter("INSERT INTO users (name) VALUES ('Ada');");
		await explorer.see(/◂ TXID 03 {2}users: 1 row inserted/);
		explorer.write(keys.ctrlT);
		await explorer.see(/^ replica-1 ▸$/m);
		explorer.enter('SELECT name FROM users;');
		await explorer.see(/1 row .*at TXID 03/);
		expect(explorer.text()).toMatch(/┃ {3}name +┃\n.*┃ {3}Ada +┃/);
	});

	it('is refused a write on the replica, in SQLite’s own words, with what it means there', async () => {
		explorer.enter('CREATE TABLE users2 (id INTEGER);');
		await explorer.see('✗ attempt to write a readonly database (8)');
		await explorer.see('replica-1 is a replica');
		await explorer.see('Ctrl+O run it on primary');
	});

	it('reads the whole explanation', async () => {
		explorer.write(keys.f1);
		await explorer.see('What it means here');
		await explorer.see('SQLITE_READONLY, result code 8');
		explorer.write(keys.escape);
		await explorer.seeNo('What it means here');
	});

	it('runs the refused statement on the primary with one key', async () => {
		explorer.write(keys.ctrlO);
		await explorer.see(/◂ TXID 04 {2}\+ table users2/);
		await explorer.see(/13 tables .*13 tables/);
	});

	it('finds every transaction in the list, with its statement and its way', async () => {
		await explorer.see(/│ 04 .*\+ table users2 .*primary [\d.<]+ ms {3}replica-1 (\+\d+|<1) ms ✓ │/);
	});

	it('asks every node, and is told that their answers are the same', async () => {
		explorer.write(keys.ctrlT);
		await explorer.see(/^ all ▸$/m);
		explorer.enter('SELECT name FROM users;');
		await explorer.see('= the same as primary');
	});

	it('moves the replica away, and sees the next transaction take that long', async () => {
		explorer.write(keys.ctrlT);
		await explorer.see(/^ primary ▸$/m);
		explorer.write(keys.escape);
		await explorer.see(/^ BROWSE/m);
		explorer.write('2l');
		await explorer.see('How far is replica-1 from the primary');
		explorer.enter('\u0015200ms');
		await explorer.see('200 ms away');
		explorer.write('i');
		await explorer.see(/^ EDIT/m);
		explorer.enter("INSERT INTO users (name) VALUES ('Grace');");
		await explorer.see(/◂ TXID 05 .* \+[2-9]\d\d ms/);
	});

	it('stops the replica, writes meanwhile, and sees it catch up when it is started again', async () => {
		explorer.write(keys.escape);
		await explorer.see(/^ BROWSE/m);
		explorer.write('2s');
		await explorer.see('Stop replica-1?');
		explorer.write('y');
		await explorer.see(/replica-1 stopped/);
		explorer.write('i');
		await explorer.see(/^ EDIT/m);
		explorer.enter("INSERT INTO users (name) VALUES ('Edsger');");
		await explorer.see(/primary at TXID 06 .*replica-1 stopped/);
		explorer.write(keys.escape);
		await explorer.see(/^ BROWSE/m);
		explorer.write('2S');
		await explorer.see(/primary at TXID 06 .*replica-1 identical/);
	});
});
