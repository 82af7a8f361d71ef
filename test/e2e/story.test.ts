import {afterAll, beforeAll, describe, it} from 'vitest';
import {type Explorer, type Home, makeHome, startExplorer} from './explorer.ts';
import {browse, story} from './story.ts';

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

describe('the story of replication, without Docker', () => {
	story({explorer: () => explorer, label: () => 'embedded · temporary'});

	it('moves the replica away, and sees the next transaction take that long', async () => {
		await browse(explorer, '2l', 'How far is replica-1 from the primary', '\u0015200ms\r', '200 ms away');
		explorer.enter("INSERT INTO users (name) VALUES ('Barbara');");
		await explorer.see(/◂ TXID 08 .* \+[2-9]\d\d ms/);
	});
});
