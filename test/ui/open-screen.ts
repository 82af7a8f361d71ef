import type {ClusterCommand} from '../../source/cluster/command.ts';
import type {ClusterEvent} from '../../source/cluster/event.ts';
import {createRuntime, type Outside, type Runtime} from '../../source/commands/explore/runtime.ts';
import type {Key} from '../../source/terminal/key.ts';
import {createKeymap} from '../../source/ui/keys/keymap.ts';
import {mount} from '../../source/ui/mount.tsx';
import {createFakeTty} from '../terminal/fake-tty.ts';
import {createVirtualTerminal, type VirtualTerminal} from '../terminal/virtual-terminal.ts';

/** The explorer on a virtual terminal, on a cluster that only says what the test has it say. */
export interface TestScreen {
	readonly terminal: VirtualTerminal;
	readonly runtime: Runtime;
	/** What the explorer asked of the cluster. */
	readonly sent: readonly ClusterCommand[];
	/** What it asked of the world outside: texts it copied, files it opened, whether it quit. */
	readonly asked: readonly string[];
	/** Presses a key by its name, such as `ctrl+t`, or types a character; resolves when the screen shows what came of it. */
	press(...names: string[]): Promise<void>;
	type(text: string): Promise<void>;
	paste(text: string): Promise<void>;
	happens(events: readonly ClusterEvent[]): Promise<void>;
	resize(columns: number, rows: number): Promise<void>;
	text(): string;
	/** Lines that went off the top: there must never be any. */
	scrolledOff(): number;
	close(): Promise<void>;
}

/** The key of a name such as `ctrl+t` or `f1`; any other single character is typed. */
export function keyNamed(name: string): Key {
	const parts = name.split('+');
	const last = parts.at(-1)!;
	const isText = [...name].length === 1;
	if (isText) return {kind: 'text', text: name};
	return {
		kind: 'key',
		name: last,
		ctrl: parts.includes('ctrl'),
		alt: parts.includes('alt'),
		shift: parts.includes('shift'),
	};
}

/** Opens the explorer on a virtual terminal of a size, after some events. */
export async function openScreen(
	columns: number,
	rows: number,
	events: readonly ClusterEvent[],
	options: {readonly color?: boolean} = {},
): Promise<TestScreen> {
	const terminal = createVirtualTerminal(columns, rows);
	const tty = createFakeTty(terminal);
	const sent: ClusterCommand[] = [];
	const asked: string[] = [];
	const keymap = createKeymap();
	const outside: Outside = {
		now: () => 10_000,
		copy(text) {
			asked.push(`copy ${text}`);
			return undefined;
		},
		async remember() {
			return undefined;
		},
		redraw() {},
		quit: () => void asked.push('quit'),
		async editText(text) {
			return text;
		},
		async shell(node) {
			asked.push(`shell ${node}`);
			return undefined;
		},
		chosen: index => void asked.push(`choose ${index}`),
		readLog: () => ['a line of the log'],
		async exportResult(_, path) {
			asked.push(`export ${path}`);
			return `rows are in ${path}`;
		},
	};
	const runtime = createRuntime(outside, keymap, columns, rows);
	runtime.attach({send: command => sent.push(command), async close() {}});
	const mounted = mount({
		store: runtime.store,
		results: runtime.results,
		keymap,
		color: options.color ?? true,
		stdout: tty.stdout,
		alternateScreen: true,
	});
	/** Resolves when what `act` changed has been told, drawn and written. */
	const drawn = async (act: () => void) => {
		const told = new Promise<void>(resolve => {
			const stop = runtime.store.subscribe(() => {
				stop();
				resolve();
			});
		});
		act();
		await told;
		await mounted.flushed();
		await terminal.write('');
	};
	const screen: TestScreen = {
		terminal,
		runtime,
		sent,
		asked,
		async press(...names) {
			for (const name of names) await drawn(() => runtime.key(keyNamed(name)));
		},
		type: text => drawn(() => runtime.key({kind: 'text', text})),
		paste: text => drawn(() => runtime.key({kind: 'paste', text, truncated: false})),
		happens: more => drawn(() => runtime.take(more)),
		async resize(newColumns, newRows) {
			await drawn(() => {
				tty.resize(newColumns, newRows);
				runtime.resize(newColumns, newRows);
			});
		},
		text: () => `${terminal.screen().join('\n')}\n`,
		scrolledOff: () => terminal.everything().length - terminal.rows,
		async close() {
			await mounted.unmount();
			runtime.close();
		},
	};
	await screen.happens(events);
	return screen;
}
