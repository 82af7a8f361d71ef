import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {run, type StatusOptions} from '../../source/commands/status.ts';
import {openEmbeddedCluster, type TestFolder, testFolder} from '../clusters/embedded.ts';
import {eventually, hostsOf} from '../clusters/processes.ts';
import {testIo} from './command-io.ts';

let test: TestFolder;

beforeAll(() => {
	test = testFolder();
});

afterAll(() => test.clean());

async function status(options: StatusOptions = {}) {
	const io = testIo();
	const exitStatus = await run(options, io);
	return {exitStatus, out: io.written(), said: io.said()};
}

describe('status', () => {
	it('says that there is no cluster, and ends with 3', async () => {
		expect(await status()).toEqual({
			exitStatus: 3,
			out: '',
			said: 'No cluster is running. `litescope` starts one; --data-dir names one that is kept.',
		});
		const folder = join(test.path, 'empty');
		mkdirSync(folder);
		expect(await status({dataDir: folder})).toMatchObject({
			exitStatus: 3,
			said: `There is no cluster in ${folder}.`,
		});
	});

	it('tells of the nodes of a running cluster, with positions as LiteFS prints them', async () => {
		const cluster = await openEmbeddedCluster({replicas: 2});
		await cluster.identical('replica-1');
		await cluster.identical('replica-2');
		const {folder} = cluster.snapshot().cluster!;
		const {out, exitStatus} = await status();
		expect(exitStatus).toBe(0);
		const position = '[0-9a-f]{16}/[0-9a-f]{16}';
		expect(out).toMatch(
			new RegExp(
				`^embedded · temporary  data.db  ${folder}
primary    primary  running  ${position}
replica-1  replica  running  ${position}  identical
replica-2  replica  running  ${position}  identical
$`,
			),
		);
		await cluster.close();
	});

	it('tells programs how far behind a replica is, why, and how its link is', async () => {
		const cluster = await openEmbeddedCluster();
		await cluster.identical('replica-1');
		cluster.send({type: 'link', node: 'replica-1', latencyMs: 5, cut: true});
		await cluster.until('the link is cut', ({nodes}) => nodes[1]?.link?.cut);
		await cluster.run('primary', 'CREATE TABLE a (b)');
		await cluster.run('primary', 'CREATE TABLE c (d)');
		const {out} = await status({json: true});
		const {nodes} = JSON.parse(out);
		expect(nodes[0]).toMatchObject({name: 'primary', role: 'primary', status: 'running', journalMode: 'wal'});
		expect(nodes[1]).toMatchObject({
			name: 'replica-1',
			standing: 'behind',
			behind: 2,
			link: {latencyMs: 5, cut: true},
			hold: null,
		});
		await cluster.close();
	});

	it('starts a kept cluster to tell of it, and stops it again', async () => {
		const folder = join(test.path, 'kept');
		await (await openEmbeddedCluster({folder})).close();
		await eventually('its host has ended', () => hostsOf(folder).length === 0);
		expect(await status({dataDir: folder})).toMatchObject({exitStatus: 0});
		await eventually('its host has ended again', () => hostsOf(folder).length === 0);
	});
});
