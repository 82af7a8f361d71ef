import xterm from '@xterm/headless';
import {deadlineMs} from '../deadline.ts';

/** How one cell of the screen looks. `color` is the palette's index, undefined for the terminal's own. */
export interface CellLook {
	readonly text: string;
	readonly color: number | undefined;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly underline: boolean;
	readonly inverse: boolean;
}

/** A terminal without a window: what is written to it becomes a screen that tests can read. */
export interface VirtualTerminal {
	readonly columns: number;
	readonly rows: number;
	/** Feeds what a program sends; resolves when it is on the screen. */
	write(bytes: Uint8Array | string): Promise<void>;
	resize(columns: number, rows: number): void;
	/** The rows of the screen, without the spaces at their ends. */
	screen(): readonly string[];
	/** The rows of the screen and of what has scrolled off it above. */
	everything(): readonly string[];
	cursor(): {readonly x: number; readonly y: number; readonly visible: boolean};
	title(): string;
	/** The alternate screen is on. */
	alternate(): boolean;
	bracketedPaste(): boolean;
	look(x: number, y: number): CellLook;
	/** Resolves when the screen is as awaited; rejects at the deadline with `what` was awaited and what is seen. */
	waitForScreen(predicate: (screen: readonly string[]) => boolean, what: string): Promise<void>;
	/** Resolves when the title matches. */
	waitForTitle(pattern: RegExp): Promise<void>;
	/** Resolves when `holds` does; looked at after each change. */
	waitUntil(holds: () => boolean, what: string): Promise<void>;
	/** Every wait, present and future, rejects with this: nothing more will come. */
	end(reason: string): void;
}

/** A screen as text for messages, in a frame. */
function framed(rows: readonly string[], columns: number): string {
	const bar = '─'.repeat(columns);
	return [`┌${bar}┐`, ...rows.map(row => `│${row.padEnd(columns)}│`), `└${bar}┘`].join('\n');
}

interface Waiting {
	readonly holds: () => boolean;
	readonly resolve: () => void;
	readonly reject: (why: string) => void;
}

/** Makes a virtual terminal of this size. */
export function createVirtualTerminal(columns: number, rows: number): VirtualTerminal {
	const terminal = new xterm.Terminal({
		cols: columns,
		rows,
		scrollback: 1000,
		allowProposedApi: true,
		windowOptions: {pushTitle: true, popTitle: true},
	});
	const waiting = new Set<Waiting>();
	let title = '';
	let cursorVisible = true;
	let ended: string | undefined;

	terminal.onTitleChange(text => {
		title = text;
	});
	for (const [final, shown] of [
		['h', true],
		['l', false],
	] as const) {
		terminal.parser.registerCsiHandler({prefix: '?', final}, parameters => {
			cursorVisible = parameters.includes(25) ? shown : cursorVisible;
			return false;
		});
	}

	const rowText = (y: number) => terminal.buffer.active.getLine(y)?.translateToString(true).trimEnd() ?? '';
	const screen = () =>
		Array.from({length: terminal.rows}, (_, y) => rowText(terminal.buffer.active.baseY + y));
	const check = () => {
		for (const wait of waiting) {
			if (wait.holds()) {
				waiting.delete(wait);
				wait.resolve();
			}
		}
	};
	const seen = () => `title ${JSON.stringify(title)}, screen:\n${framed(screen(), terminal.cols)}`;

	const waitUntil = (holds: () => boolean, what: string) => {
		if (holds()) {
			return Promise.resolve();
		}
		if (ended !== undefined) {
			return Promise.reject(new Error(`Awaited ${what}, but ${ended}; ${seen()}`));
		}
		const {promise, resolve, reject} = Promise.withResolvers<void>();
		const wait: Waiting = {
			holds,
			resolve,
			reject: why => reject(new Error(`Awaited ${what}, but ${why}; ${seen()}`)),
		};
		waiting.add(wait);
		const timer = setTimeout(() => {
			waiting.delete(wait);
			wait.reject(`it did not come within ${deadlineMs / 1000} s`);
		}, deadlineMs);
		return promise.finally(() => clearTimeout(timer));
	};

	return {
		get columns() {
			return terminal.cols;
		},
		get rows() {
			return terminal.rows;
		},
		write: bytes =>
			new Promise(resolve => {
				terminal.write(bytes, () => {
					check();
					resolve();
				});
			}),
		resize(newColumns, newRows) {
			terminal.resize(newColumns, newRows);
			check();
		},
		screen,
		everything: () => Array.from({length: terminal.buffer.active.length}, (_, y) => rowText(y)),
		cursor: () => ({
			x: terminal.buffer.active.cursorX,
			y: terminal.buffer.active.cursorY,
			visible: cursorVisible,
		}),
		title: () => title,
		alternate: () => terminal.buffer.active.type === 'alternate',
		bracketedPaste: () => terminal.modes.bracketedPasteMode,
		look(x, y) {
			const cell = terminal.buffer.active.getLine(terminal.buffer.active.baseY + y)?.getCell(x);
			if (cell === undefined) {
				throw new RangeError(`There is no cell at ${x}, ${y} on ${terminal.cols}x${terminal.rows}.`);
			}
			return {
				text: cell.getChars(),
				color: cell.isFgDefault() ? undefined : cell.getFgColor(),
				bold: cell.isBold() !== 0,
				dim: cell.isDim() !== 0,
				underline: cell.isUnderline() !== 0,
				inverse: cell.isInverse() !== 0,
			};
		},
		waitUntil,
		waitForScreen: (predicate, what) => waitUntil(() => predicate(screen()), what),
		waitForTitle: pattern => waitUntil(() => pattern.test(title), `a title like ${pattern}`),
		end(reason) {
			ended = reason;
			check();
			for (const wait of waiting) {
				waiting.delete(wait);
				wait.reject(reason);
			}
		},
	};
}
