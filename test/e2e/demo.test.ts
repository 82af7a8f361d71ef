import {mkdtempSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {hostsOf} from '../clusters/processes.ts';
import {type Home, keys, makeHome, startExplorer} from './explorer.ts';

let home: Home;

beforeAll(() => {
	home = makeHome();
});

afterAll(() => home.clean());

const size = {columns: 120, rows: 35};

describe('the demo of the course', () => {
	it('goes by itself from beginning to end, and leaves nothing behind', async () => {
		const explorer = await startExplorer(home, {...size, args: ['demo', '--embedded', '--auto', '100']});
		await explorer.see('1/10  Two nodes, one database');
		await explorer.see('? Where will the table be?');
		await explorer.see('attempt to write a readonly database (8)');
		await explorer.see('1 behind');
		await explorer.see('That was all of it.');
		await explorer.see('8 of 10 steps went as they should, 2 left out.');
		explorer.write('q');
		expect(await explorer.exit).toMatchObject({status: 0});
		expect(home.leftovers()).toEqual([]);
	});

	it('is played by keys, typed before the room’s eyes, and goes on when its cluster is killed', async () => {
		const explorer = await startExplorer(home, {...size, args: ['demo', '--embedded']});
		await explorer.see('Space begins');
		explorer.write(' ');
		await explorer.see('Space SELECT id, name FROM genres WHERE id <= 3; on primary');
		explorer.write('s');
		await explorer.see('Space CREATE TABLE users');
		explorer.write(' ');
		await explorer.see(/primary ▸ CREATE T/);
		explorer.write('p');
		await explorer.see('paused');
		explorer.write('p');
		await explorer.see('Space the next step');
		await explorer.see('+ table users');
		for (const host of hostsOf(home.env.TMPDIR!)) process.kill(host, 'SIGKILL');
		await explorer.see('ended unexpectedly');
		explorer.write(' ');
		await explorer.see('3/10  A row goes the same way');
		explorer.write('i');
		await explorer.see('Esc demo');
		explorer.enter("SELECT 'by ' || 'hand';");
		await explorer.see('by hand');
		explorer.write(keys.escape);
		await explorer.see('DEMO');
		explorer.write('b');
		await explorer.see('2/10  A table is made, and arrives');
		await explorer.see('Space CREATE TABLE users');
		await explorer.seeNo('by hand');
		explorer.write('q');
		expect(await explorer.exit).toMatchObject({status: 0});
		expect(home.leftovers()).toEqual([]);
	});
});

describe('litescope demo', () => {
	it('tells a mistake in the file with its place, before anything is opened', async () => {
		const file = join(mkdtempSync(join(home.path, 'demo-')), 'wrong.yaml');
		writeFileSync(file, 'format: 1\ntitle: T\nabout: A.\nstepz: []\n');
		await expect(startExplorer(home, {...size, args: ['demo', file]})).rejects.toThrow(
			/wrong\.yaml:4:1: .*`steps` is the nearest/s,
		);
	});
});
