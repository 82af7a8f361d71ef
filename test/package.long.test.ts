import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, it} from 'vitest';
import manifest from '../package.json' with {type: 'json'};

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ls-'));
const prefix = join(folder, 'global');
/** The repository's own Node first, as `npm start` has it. */
const env = {...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`};

interface Packed {
	readonly filename: string;
	readonly files: readonly {readonly path: string}[];
}

let packed: Packed;

beforeAll(() => {
	// It is built already: its scripts would build it again under the feet of other tests.
	const options = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	[packed] = JSON.parse(execFileSync('npm', options, {cwd: root, env, encoding: 'utf8'}));
	const archive = join(folder, packed.filename);
	execFileSync('npm', ['install', '--global', '--prefix', prefix, '--prefer-offline', archive], {
		cwd: folder,
		env,
		stdio: 'pipe',
	});
});

afterAll(() => rmSync(folder, {recursive: true, force: true}));

function litescope(...args: readonly string[]) {
	const {status, stdout, stderr} = spawnSync(join(prefix, 'bin', 'litescope'), args, {
		cwd: folder,
		env: {...env, HOME: folder, TMPDIR: folder, XDG_RUNTIME_DIR: folder, XDG_STATE_HOME: folder},
		encoding: 'utf8',
	});
	return {status, stdout, stderr};
}

it('the package has the program and what tells of it, and nothing else', () => {
	const rooms = new Set(packed.files.map(({path}) => path.split('/')[0]));
	expect([...rooms].sort()).toEqual([...manifest.files, 'package.json'].sort());
	expect(manifest.files).not.toContain('source');
});

it('brings what cannot be bundled with it: SQLite, and what speaks to Docker', () => {
	expect(Object.keys(manifest.dependencies)).toEqual(['better-sqlite3', 'dockerode']);
	expect(readdirSync(join(prefix, 'lib', 'node_modules'))).toEqual([manifest.name]);
});

it('installed globally it runs', () => {
	expect(litescope('--version')).toEqual({status: 0, stdout: `${manifest.version}\n`, stderr: ''});
	const {status, stdout} = litescope('exec', '--format', 'csv', 'SELECT count(*) > 0 AS there FROM albums');
	expect({status, stdout}).toEqual({status: 0, stdout: 'there\r\n1\r\n'});
});

it('an older Node gets a sentence and no crash', context => {
	const old = olderNode();
	if (!old) return context.skip('There is no Node older than 22 on the PATH.');
	const program = join(prefix, 'lib', 'node_modules', manifest.name, manifest.bin.litescope);
	const {status, stdout, stderr} = spawnSync(old, [program], {encoding: 'utf8'});
	expect({status, stdout}).toEqual({status: 1, stdout: ''});
	expect(stderr).toMatch(/^litescope needs Node\.js 22 or newer; this is \d+\.\d+\.\d+\. [^\n]+\n$/);
});

/** A Node on the PATH that is older than 22. */
function olderNode(): string | undefined {
	return (process.env.PATH ?? '')
		.split(delimiter)
		.map(path => join(path, 'node'))
		.find(path => {
			const {stdout} = spawnSync(path, ['--version'], {encoding: 'utf8'});
			return stdout !== null && /^v\d+/.test(stdout) && Number.parseInt(stdout.slice(1), 10) < 22;
		});
}
