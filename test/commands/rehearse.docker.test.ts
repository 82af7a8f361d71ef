import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {run} from '../../source/commands/rehearse/rehearse.ts';
import {type LitefsStack, litefsStack} from '../clusters/litefs.ts';
import {testIo} from './command-io.ts';

const script = `format: 1
title: A title
about: What it shows.
steps:
  - id: make
    title: Make it
    say: A table is made.
    do: [{run: "CREATE TABLE rehearsed (a);", on: primary}]
    then: [{table: rehearsed, on: replica}]
  - id: forwarded
    title: Forwarded
    say: By way of the primary.
    requires: [forward]
    do: [{forward: "INSERT INTO rehearsed VALUES (1);", on: replica}]
    then: [{rows: "SELECT a FROM rehearsed", on: replica, are: [1]}]
cleanup:
  - {run: "DROP TABLE rehearsed;", on: primary}
`;

describe('demo --rehearse on real LiteFS', () => {
	let stack: LitefsStack;
	let folder: string;
	let file: string;

	beforeAll(async () => {
		stack = await litefsStack('rehearse');
		folder = mkdtempSync(join(tmpdir(), 'ls-'));
		file = join(folder, 'demo.yaml');
		writeFileSync(file, script);
	});

	afterAll(async () => {
		rmSync(folder, {recursive: true, force: true});
		await stack.down();
	});

	const rehearse = async (mayWrite: boolean) => {
		const io = testIo({input: ''});
		const options = {docker: stack.project, database: 'data.db', mayWrite};
		const exitStatus = await run({...options, file, terminal: undefined}, io);
		return {exitStatus, lines: io.written().split('\n'), said: io.said()};
	};

	it('plays it there, and on the embedded cluster that it can go on on', async () => {
		const {exitStatus, lines} = await rehearse(true);
		const steps = lines.filter(line => /^(?:pass|fail|skip|On) /.test(line));
		expect(steps.map(line => line.replace(/^(\S+) +(?:[<\d.]+ m?s +)?(\S+).*/, '$1 $2'))).toEqual([
			'On the',
			'pass make',
			'pass forwarded',
			'pass cleanup',
			'On the',
			'pass make',
			'skip forwarded',
			'pass cleanup',
		]);
		expect(lines.at(-2)).toMatch(
			new RegExp(
				`^Ready: 2 steps passed in .* on the LiteFS cluster ${stack.project}; 1 step passed in .* on the embedded cluster, 1 left out\\.$`,
			),
		);
		expect(exitStatus).toBe(0);
	});

	it('does nothing there that nobody allowed', async () => {
		const {exitStatus, lines, said} = await rehearse(false);
		expect(exitStatus).toBe(2);
		expect(said).toContain('Without a terminal to ask on, --write says that it may.');
		expect(lines.filter(line => line.startsWith('pass'))).toEqual([]);
	});
});
