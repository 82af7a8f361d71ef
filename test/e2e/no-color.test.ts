import {afterAll, beforeAll, expect, it} from 'vitest';
import {type Explorer, type Home, keys, makeHome, startExplorer} from './explorer.ts';

let home: Home;
let explorer: Explorer;

beforeAll(async () => {
	home = makeHome();
	explorer = await startExplorer(home, {columns: 80, rows: 24, env: {NO_COLOR: '1'}});
});

afterAll(async () => {
	await explorer.end();
	home.clean();
});

it('with NO_COLOR no colour is sent, and everything can be read all the same', async () => {
	explorer.enter('CREATE TABLE users (id INTEGER);');
	await explorer.see(/◂ 02 {2}\+ table users/);
	explorer.write(keys.ctrlT);
	await explorer.see(/^ replica-1 ▸$/m);
	explorer.enter('DELETE FROM users;');
	await explorer.see('✗ attempt to write a readonly');
	const styles = new Set(
		explorer
			.received()
			.toString()
			.match(/\u001b\[[\d;]*m/g),
	);
	expect(styles.size).toBeGreaterThan(0);
	const colours = [...styles].filter(style => /[[;](?:3[0-8]|4[0-8]|9\d|10\d)\b/.test(style));
	expect(colours).toEqual([]);
});
