import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import manifest from '../../package.json' with {type: 'json'};
import {commandInfos} from '../../source/commands/command-line.ts';
import {bin, type Home, makeHome} from '../e2e/explorer.ts';

let home: Home;

beforeAll(() => {
	home = makeHome();
	writeFileSync(join(home.path, 'letter.txt'), 'This is a letter and no database.');
	writeFileSync(join(home.path, 'file'), '');
});

afterAll(() => home.clean());

/** Runs the program without a terminal, in the home. */
function litescope(...args: readonly string[]) {
	const {status, stdout, stderr} = spawnSync(process.execPath, [bin, ...args], {
		cwd: home.path,
		env: {PATH: process.env.PATH, DOCKER_HOST: process.env.DOCKER_HOST, ...home.env},
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	return {status, stdout, stderr: stderr.replaceAll(home.path, 'HERE')};
}

describe('a mistake on the command line is one sentence on stderr', () => {
	it.each<{args: readonly string[]; status: number; says: string}>([
		{
			args: ['--replica', '3'],
			status: 2,
			says: 'litescope has no option --replica (--replicas is the nearest). litescope --help lists them.',
		},
		{
			args: ['status', '--replicas', '3'],
			status: 2,
			says: 'litescope status has no option --replicas. litescope status --help lists them.',
		},
		{args: ['--data-dir'], status: 2, says: '--data-dir needs a value: --data-dir DIR.'},
		{args: ['exec', '--node='], status: 2, says: '--node needs a value: --node NAME.'},
		{
			args: ['exec', '--replicas', '12', 'SELECT 1'],
			status: 2,
			says: '--replicas takes 1 to 9 replicas, not 12.',
		},
		{
			args: ['exec', '--replicas', '2', '--replicas', '3', 'SELECT 1'],
			status: 2,
			says: 'The flag --replicas can only be set once.',
		},
		{
			args: ['exec', '--replicas', 'two', 'SELECT 1'],
			status: 2,
			says: '--replicas takes 1 to 9 replicas, not two.',
		},
		{
			args: ['exec', '--latency', 'soon', 'SELECT 1'],
			status: 2,
			says: '--latency takes a time such as 200ms or 1.5s, not soon.',
		},
		{
			args: ['statsu'],
			status: 2,
			says: 'litescope has no command statsu (status is the nearest). litescope --help lists them.',
		},
		{
			args: ['exec', 'SELECT', '1'],
			status: 2,
			says: 'exec takes the SQL as one word: put it in quotes. It got 1 as another.',
		},
		{
			args: ['exec', '--import', 'letter.txt', 'SELECT 1'],
			status: 1,
			says: 'letter.txt is not a SQLite database.',
		},
		{
			args: ['exec', '--import', 'none.db', 'SELECT 1'],
			status: 1,
			says: 'none.db does not exist; --import takes a SQLite database file.',
		},
		{
			args: ['exec', '--data-dir', 'file', 'SELECT 1'],
			status: 1,
			says: 'HERE/file is a file; a cluster is kept in a folder.',
		},
		{
			args: ['exec', '--data-dir', '/dev/null/x', 'SELECT 1'],
			status: 1,
			says: '/dev/null/x cannot be written: give --data-dir a folder of your own.',
		},
		{
			args: ['status'],
			status: 3,
			says: 'No cluster is running. `litescope` starts one; --data-dir names one that is kept.',
		},
		{
			args: [],
			status: 2,
			says: 'The explorer needs a terminal. Without one, `litescope exec SQL` runs statements and `litescope status` tells of a cluster.',
		},
		{args: ['up', '--replicas', 'two'], status: 2, says: '--replicas takes 1 to 9 replicas, not two.'},
		{args: ['up', '--port', 'http'], status: 2, says: '--port takes a port from 1 to 65535, not http.'},
		{args: ['up', '--port', '65536'], status: 2, says: '--port takes a port from 1 to 65535, not 65536.'},
	])('$says', ({args, status, says}) => {
		expect(litescope(...args)).toEqual({status, stdout: '', stderr: `${says}\n`});
		expect(home.leftovers()).toEqual([]);
	});
});

describe('help', () => {
	it('tells of each command and all of its options, on standard output', () => {
		const {status, stdout, stderr} = litescope('exec', '--help');
		expect({status, stderr}).toEqual({status: 0, stderr: ''});
		expect(stdout).toContain('Usage: litescope exec');
		for (const {name} of commandInfos.find(command => command.name === 'exec')!.options)
			expect(stdout).toContain(`--${name}`);
		expect(litescope('--help').stdout).toContain('litescope COMMAND --help');
	});
});

it('the version is the package’s', () => {
	expect(litescope('--version')).toEqual({status: 0, stdout: `${manifest.version}\n`, stderr: ''});
});
