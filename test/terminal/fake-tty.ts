import {PassThrough, Writable} from 'node:stream';
import type {VirtualTerminal} from './virtual-terminal.ts';

/** Standard streams that are a virtual terminal, for running whole screens in the test's own process. */
export interface FakeTty {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	/** What a person types, as the terminal sends it. */
	type(bytes: string): void;
	/** Another size, as when the window is dragged. */
	resize(columns: number, rows: number): void;
	isRaw(): boolean;
}

/** What a tty's driver makes of a newline, in raw mode as Node sets it too. */
function onlcr(bytes: Buffer): Buffer {
	return Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
}

/** Connects a pair of streams to a virtual terminal. */
export function createFakeTty(terminal: VirtualTerminal): FakeTty {
	let raw = false;
	const keyboard = new PassThrough();
	const stdin = Object.assign(keyboard, {
		isTTY: true as const,
		setRawMode(mode: boolean) {
			raw = mode;
			return stdin;
		},
		ref: () => stdin,
		unref: () => stdin,
	}) as unknown as NodeJS.ReadStream;

	const screen = new Writable({
		decodeStrings: true,
		write(chunk: Buffer, _encoding, done) {
			terminal.write(onlcr(chunk)).then(() => done(), done);
		},
	});
	const stdout = Object.assign(screen, {
		isTTY: true,
		columns: terminal.columns,
		rows: terminal.rows,
		getColorDepth: () => 4,
		hasColors: () => true,
	}) as unknown as NodeJS.WriteStream;

	return {
		stdin,
		stdout,
		type(bytes) {
			keyboard.write(bytes);
		},
		resize(columns, rows) {
			terminal.resize(columns, rows);
			Object.assign(stdout, {columns, rows});
			stdout.emit('resize');
		},
		isRaw: () => raw,
	};
}
