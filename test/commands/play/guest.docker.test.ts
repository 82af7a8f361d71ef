import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {openDocker} from '../../../source/drivers/docker/client.ts';
import {type TestFolder, testFolder} from '../../clusters/embedded.ts';
import {eventually} from '../../clusters/eventually.ts';
import {type LitefsStack, litefsStack} from '../../clusters/litefs.ts';
import {openDemo, type TestDemo} from './open-demo.ts';
import {story} from './story.ts';

let folder: TestFolder;
let stack: LitefsStack;
let demo: TestDemo;

beforeAll(async () => {
	folder = testFolder();
	stack = await litefsStack('demo');
});

afterEach(() => demo.close());

afterAll(async () => {
	await stack.down();
	folder.clean();
});

const open = () =>
	openDemo(story, {
		open: (take, sink) => openDocker({name: 'test', cluster: stack.project, database: 'data.db'}, take, sink),
	});
const sqlite = (sql: string) => stack.compose('exec', '-T', 'primary', 'sqlite3', '/litefs/data.db', sql);
const tables = () => sqlite("SELECT name FROM sqlite_schema WHERE name = 'a'");
const asks = () => demo.runtime.store.get().screen.overlays.some(({kind}) => kind === 'confirm');
const kind = () => demo.runtime.store.get().snapshot.cluster?.kind;

describe('on somebody else’s cluster', () => {
	it('asks first, and is played on a fresh cluster where the answer is no', async () => {
		demo = await open();
		await demo.until('it asks', asks);
		demo.press('n');
		await demo.until(
			'it may begin elsewhere',
			({standing}) => standing === 'waiting' && kind() === 'embedded',
		);
		expect(await tables()).toBe('');
	});

	it('goes back on the same cluster, and has put everything back when it is left', async () => {
		demo = await open();
		await demo.until('it asks', asks);
		demo.press('y');
		demo.press('j', 'down', 'down', 'enter');
		await demo.at(3);
		demo.press('b');
		await demo.at(2);
		expect([kind(), demo.panel().remark]).toEqual(['docker', undefined]);
		expect(await tables()).toBe('a\n');
		await demo.close();
		expect(await tables()).toBe('');
	});

	it('goes on at the same step elsewhere when a node fails, and still puts everything back', async () => {
		demo = await open();
		await demo.until('it asks', asks);
		demo.press('y');
		demo.press('j', 'down', 'enter');
		await demo.at(2);
		await stack.compose('kill', 'replica');
		await demo.until('it is seen', () =>
			demo.runtime.store.get().snapshot.nodes.some(({status}) => status === 'killed'),
		);
		demo.press('space');
		await demo.until('it goes on elsewhere', ({remark}) => remark?.startsWith('The cluster failed') === true);
		await demo.at(2);
		expect(kind()).toBe('embedded');
		await eventually('its table is gone', async () => (await tables()) === '');
		await stack.compose('start', 'replica');
	});

	it('is played elsewhere where a table of that name is there', async () => {
		await sqlite('CREATE TABLE a (theirs)');
		demo = await open();
		await demo.until(
			'it is told',
			({remark}) => remark?.includes('It makes the table a, and that is in data.db already') === true,
		);
		expect(kind()).toBe('embedded');
		await demo.close();
		expect(await tables()).toBe('a\n');
	});
});
