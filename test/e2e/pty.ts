import {constants} from 'node:os';
import {spawn} from '@lydell/node-pty';
import {createVirtualTerminal, type VirtualTerminal} from '../terminal/virtual-terminal.ts';

/** How a program ended: its exit status, or the signal that ended it. */
export interface PtyExit {
	readonly status: number;
	readonly signal: NodeJS.Signals | undefined;
}

/** A program in a real pseudoterminal, with a virtual terminal as its screen. */
export interface Pty {
	readonly pid: number;
	readonly terminal: VirtualTerminal;
	waitForTitle: VirtualTerminal['waitForTitle'];
	waitForScreen: VirtualTerminal['waitForScreen'];
	/** Types. */
	write(bytes: string): void;
	resize(columns: number, rows: number): void;
	kill(signal?: NodeJS.Signals): void;
	/** Resolves when the program has ended and all it sent is on the screen. */
	readonly exit: Promise<PtyExit>;
	/** Everything the program has sent. */
	received(): Buffer;
}

export interface PtyOptions {
	readonly columns?: number;
	readonly rows?: number;
	readonly cwd?: string;
	/** Added to PATH, HOME, TMPDIR, DOCKER_HOST, a TERM and a UTF-8 locale: nothing else of the test's environment is passed on. */
	readonly env?: Readonly<Record<string, string>>;
}

function environment(env: Readonly<Record<string, string>> = {}): Record<string, string> {
	const passed = Object.entries({
		PATH: process.env.PATH,
		HOME: process.env.HOME,
		TMPDIR: process.env.TMPDIR,
		DOCKER_HOST: process.env.DOCKER_HOST,
		TERM: 'xterm-256color',
		LANG: 'C.UTF-8',
		...env,
	});
	return Object.fromEntries(passed.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

const signalNames = new Map(
	Object.entries(constants.signals).map(([name, number]) => [number, name as NodeJS.Signals]),
);

/** Starts a program in a pseudoterminal. The test kills it, or sees it end, before it is over. */
export function startPty(command: string, args: readonly string[], options: PtyOptions = {}): Pty {
	const {columns = 80, rows = 24} = options;
	const terminal = createVirtualTerminal(columns, rows);
	const program = spawn(command, [...args], {
		cols: columns,
		rows,
		cwd: options.cwd ?? process.cwd(),
		env: environment(options.env),
		encoding: null,
	});
	const received: Buffer[] = [];
	let written: Promise<void> = Promise.resolve();
	program.onData(data => {
		// With `encoding: null` it is bytes, whatever the type says.
		const bytes = data as unknown as Buffer;
		received.push(bytes);
		written = terminal.write(bytes);
	});
	const exit = new Promise<PtyExit>(resolve => {
		program.onExit(({exitCode, signal}) => {
			void written.then(() => {
				const ending = {status: exitCode, signal: signalNames.get(signal ?? 0)};
				terminal.end(`the program ended with ${ending.signal ?? `status ${ending.status}`}`);
				resolve(ending);
			});
		});
	});
	return {
		pid: program.pid,
		terminal,
		waitForTitle: terminal.waitForTitle,
		waitForScreen: terminal.waitForScreen,
		write: bytes => program.write(bytes),
		resize(newColumns, newRows) {
			terminal.resize(newColumns, newRows);
			program.resize(newColumns, newRows);
		},
		kill: signal => program.kill(signal),
		exit,
		received: () => Buffer.concat(received),
	};
}
