import {existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {eventually, processes} from '../clusters/processes.ts';
import {type Pty, startPty} from './pty.ts';

/** The program as it is installed: tests through a terminal need it built. */
export const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

const compileCache = fileURLToPath(new URL('../../node_modules/.cache/litescope', import.meta.url));

/** A person's machine: a home, a place for temporary files and one for what goes with the login, all empty. */
export interface Home {
	readonly path: string;
	/** What has the folders' names. */
	readonly env: Readonly<Record<string, string>>;
	/** What is left of temporary files and of the list of running clusters. */
	leftovers(): readonly string[];
	clean(): void;
}

/** Makes such a home. */
export function makeHome(): Home {
	if (!existsSync(bin)) throw new Error(`${bin} is not there: npm run build makes it.`);
	// Short, since the path of a socket may be; real, since the screen shows real paths.
	const path = realpathSync(mkdtempSync(join(tmpdir(), 'ls-')));
	const folders = {HOME: 'home', TMPDIR: 'tmp', XDG_STATE_HOME: 'state', XDG_RUNTIME_DIR: 'run'};
	const env = Object.fromEntries(Object.entries(folders).map(([name, folder]) => [name, join(path, folder)]));
	for (const folder of Object.values(env)) mkdirSync(folder);
	return {
		path,
		// What Node made of the program once need not be made in every test.
		env: {...env, NODE_COMPILE_CACHE: compileCache},
		leftovers: () => [env.TMPDIR!, join(env.XDG_RUNTIME_DIR!, 'litescope')].flatMap(filesIn),
		clean: () => rmSync(path, {recursive: true, force: true, maxRetries: 10}),
	};
}

function filesIn(folder: string): readonly string[] {
	return existsSync(folder) ? readdirSync(folder).map(name => join(folder, name)) : [];
}

/** The explorer in a pseudoterminal, with a shell around it that says at the end how it left the terminal. */
export interface Explorer extends Pty {
	/** The explorer's process. */
	readonly explorer: number;
	/** Types text, then presses Enter. */
	enter(text: string): void;
	/** Pastes as terminals do. */
	paste(text: string): void;
	/** Waits until a text is somewhere on the screen. */
	see(text: string | RegExp): Promise<void>;
	/** Waits until a text is nowhere on the screen. */
	seeNo(text: string | RegExp): Promise<void>;
	/** The screen as one text. */
	text(): string;
	/** The explorer's process and every one that it has started. */
	family(): readonly number[];
	/** Closes the terminal, as one closes its window, and waits until all have ended. */
	end(): Promise<void>;
}

/** Keys as an xterm sends them. */
export const keys = {
	enter: '\r',
	escape: '\u001b',
	tab: '\t',
	up: '\u001b[A',
	down: '\u001b[B',
	f1: '\u001bOP',
	ctrlC: '\u0003',
	ctrlD: '\u0004',
	ctrlF: '\u0006',
	ctrlO: '\u000f',
	ctrlR: '\u0012',
	ctrlT: '\u0014',
} as const;

export interface ExplorerOptions {
	readonly args?: readonly string[];
	readonly columns?: number;
	readonly rows?: number;
	readonly env?: Readonly<Record<string, string>>;
	/** The title that is waited for, where it asks something before it is ready. */
	readonly title?: RegExp;
}

/** Starts the explorer and waits until its title says that it is ready. */
export async function startExplorer(home: Home, options: ExplorerOptions = {}): Promise<Explorer> {
	const {args = [], columns = 120, rows = 34, title = /^litescope · ready$/} = options;
	const script = 'echo before; "$@"; echo "status $?"; stty -a | grep -o -- "-*icanon"';
	const pty = startPty('/bin/sh', ['-c', script, 'sh', process.execPath, bin, ...args], {
		columns,
		rows,
		cwd: home.env.HOME!,
		env: {...home.env, ...options.env},
	});
	await pty.waitForTitle(title);
	const explorer = processes().find(({parent}) => parent === pty.pid)?.pid;
	if (explorer === undefined) throw new Error('The explorer says that it is ready, and is not there.');
	const text = () => pty.terminal.screen().join('\n');
	const family = () => [explorer, ...descendants(explorer)];
	const isOn = (wanted: string | RegExp) =>
		typeof wanted === 'string' ? text().includes(wanted) : wanted.test(text());
	return {
		...pty,
		explorer,
		enter: typed => pty.write(`${typed}${keys.enter}`),
		paste: pasted => pty.write(`\u001b[200~${pasted}\u001b[201~`),
		see: wanted => pty.waitForScreen(() => isOn(wanted), `${wanted} on the screen`),
		seeNo: wanted => pty.waitForScreen(() => !isOn(wanted), `no ${wanted} on the screen`),
		text,
		family,
		async end() {
			const all = family();
			pty.kill('SIGKILL');
			await pty.exit;
			await allEnded(all);
		},
	};
}

function descendants(ancestor: number): readonly number[] {
	const all = processes();
	const of = (parent: number): readonly number[] =>
		all.filter(one => one.parent === parent).flatMap(({pid}) => [pid, ...of(pid)]);
	return of(ancestor);
}

/** Waits until none of the processes is there any more. */
export async function allEnded(pids: readonly number[]): Promise<void> {
	await eventually(`processes ${pids.join(', ')} have ended`, () => {
		const there = new Set(processes().map(({pid}) => pid));
		return pids.every(pid => !there.has(pid));
	});
}
