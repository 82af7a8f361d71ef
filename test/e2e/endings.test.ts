import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {eventually} from '../clusters/processes.ts';
import {allEnded, type Explorer, type Home, keys, makeHome, startExplorer} from './explorer.ts';

let home: Home;
let explorer: Explorer;

beforeEach(async () => {
	home = makeHome();
	explorer = await startExplorer(home);
	// With a statement under way there is most to be cleared away.
	explorer.enter('CREATE TEMP TABLE mine (a); SELECT 1;');
	await explorer.see(/1 row/);
});

afterEach(async () => {
	await explorer.end();
	home.clean();
});

/** Waits until nothing of the explorer's is left on the machine. */
async function nothingIsLeft(family: readonly number[]): Promise<void> {
	await allEnded(family);
	await eventually(`nothing is left of ${home.leftovers().join(', ')}`, () => home.leftovers().length === 0);
}

const endings: readonly {readonly how: string; readonly status: number; readonly end: () => void}[] = [
	{how: 'Ctrl+D', status: 0, end: () => explorer.write(keys.ctrlD)},
	{how: 'Ctrl+C twice', status: 0, end: () => explorer.write(keys.ctrlC + keys.ctrlC)},
	{how: 'SIGTERM', status: 143, end: () => process.kill(explorer.explorer, 'SIGTERM')},
	{how: 'SIGHUP', status: 129, end: () => process.kill(explorer.explorer, 'SIGHUP')},
];

describe.each(endings)('ended by $how', ({status, end}) => {
	it(`the terminal is as it was, the status is ${status}, and nothing is left`, async () => {
		const family = explorer.family();
		expect(family.length).toBeGreaterThan(2);
		end();
		expect(await explorer.exit).toMatchObject({status: 0});
		const {terminal} = explorer;
		expect(terminal.screen().filter(Boolean)).toEqual(['before', `status ${status}`, 'icanon']);
		expect(terminal.alternate()).toBe(false);
		expect(terminal.bracketedPaste()).toBe(false);
		expect(terminal.cursor().visible).toBe(true);
		expect(terminal.title()).toBe('');
		await nothingIsLeft(family);
	});
});

describe('ended without warning', () => {
	it('by kill -9, its processes end by themselves, and the next start takes away what is left', async () => {
		const family = explorer.family();
		process.kill(explorer.explorer, 'SIGKILL');
		await explorer.exit;
		await allEnded(family);
		explorer = await startExplorer(home);
		const next = explorer.family();
		explorer.write(keys.ctrlD);
		await explorer.exit;
		await nothingIsLeft(next);
	});

	it('while a statement runs for ever, by a terminal that is closed, they do too', async () => {
		explorer.enter('WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT sum(x) FROM c;');
		await explorer.waitForTitle(/running$/);
		const family = explorer.family();
		explorer.kill('SIGKILL');
		await nothingIsLeft(family);
	});
});
