import {expect, it} from 'vitest';
import {type Explorer, keys} from './explorer.ts';

/** The cluster that the story is told on: new, with the sample database, one replica, and nothing asked before a write. */
export interface Stage {
	/** The explorer on it, which has just been opened. */
	explorer(): Explorer;
	/** What the first line calls the cluster. */
	readonly label: () => string;
}

/** Presses keys of BROWSE, and goes back to the prompt. */
export async function browse(explorer: Explorer, ...steps: readonly (string | RegExp)[]): Promise<void> {
	explorer.write(keys.escape);
	await explorer.see(/^ BROWSE/m);
	for (const [index, step] of steps.entries()) {
		if (index % 2 === 0) explorer.write(step as string);
		else await explorer.see(step);
	}
	explorer.write('i');
	await explorer.see(/^ EDIT/m);
}

/** Makes a node the target: Ctrl+T until the prompt names it. */
export async function target(explorer: Explorer, ...way: readonly string[]): Promise<void> {
	for (const node of way) {
		explorer.write(keys.ctrlT);
		await explorer.see(new RegExp(`^ ${node} ▸$`, 'm'));
	}
}

/** The story that every cluster tells by the same screens: TXIDs 02 to 07 are written in it. */
export function story(stage: Stage): void {
	let explorer: Explorer;

	it('shows a primary and a replica side by side', async () => {
		explorer = stage.explorer();
		await explorer.see(/1 primary .* primary · writes here .*2 replica-1 .* replica · reads/);
		await explorer.see(stage.label());
		expect(explorer.text()).toMatch(/replica-1 identical\s+● live/);
	});

	it('makes a table on the primary and shows it coming up on the replica, with the time it took', async () => {
		explorer.enter('CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);');
		await explorer.see(/ok {3}TXID 02 .*replica-1 (\+\d+|<1) ms/);
		await explorer.see(/◂ TXID 02 {2}\+ table users .*(\+\d+|<1) ms/);
		await explorer.see(/12 tables {2}users\+ .*12 tables {2}users\+/);
	});

	it('inserts a row and finds it on the replica', async () => {
		explorer.enter("INSERT INTO users (name) VALUES ('Ada');");
		await explorer.see(/◂ TXID 03 {2}users: 1 row inserted/);
		await target(explorer, 'replica-1');
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

	it('tells the whole explanation', async () => {
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

	it('lists every transaction, with its statement and its way', async () => {
		await explorer.see(/│ 04 .*\+ table users2 .*primary [\d.<]+ ms {3}replica-1 (\+\d+|<1) ms ✓ │/);
	});

	it('asks every node, and tells that their answers are the same', async () => {
		await target(explorer, 'all');
		explorer.enter('SELECT name FROM users;');
		await explorer.see('= the same as primary');
	});

	it('stops the replica, writes meanwhile, and sees it catch up when it is started again', async () => {
		await target(explorer, 'primary');
		await browse(explorer, '2s', 'Stop replica-1?', 'y', /replica-1 stopped/);
		explorer.enter("INSERT INTO users (name) VALUES ('Edsger');");
		await explorer.see(/primary at TXID 05 .*replica-1 stopped/);
		await browse(explorer, '2S', /primary at TXID 05 .*replica-1 identical/);
	});

	it('freezes the replica, and sees it catch up when it is resumed', async () => {
		await browse(explorer, '2p', /2 replica-1 .* paused/);
		explorer.enter("INSERT INTO users (name) VALUES ('Grace');");
		await explorer.see(/primary at TXID 06 .*replica-1 paused/);
		await browse(explorer, '2p', /primary at TXID 06 .*replica-1 identical/);
	});

	it('kills the primary, reads from the replica meanwhile, and sees the primary come back', async () => {
		await browse(explorer, '1x', 'Kill primary in the middle', 'y', 'primary · killed');
		await target(explorer, 'replica-1');
		explorer.enter('SELECT count(*) AS still_there FROM users;');
		await explorer.see(/still_there +┃\n.*┃ +3 +┃/);
		await browse(explorer, '1S', 'primary · writes here');
		await target(explorer, 'all', 'primary');
		explorer.enter("UPDATE users SET name = 'Ada Lovelace' WHERE id = 1;");
		await explorer.see(/primary at TXID 07 .*replica-1 identical/);
	});
}
