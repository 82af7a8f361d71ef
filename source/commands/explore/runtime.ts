import {randomUUID} from 'node:crypto';
import {readFileSync} from 'node:fs';
import type {ClusterCommand} from '../../cluster/command.ts';
import type {ClusterEvent} from '../../cluster/event.ts';
import {limits} from '../../cluster/limits.ts';
import {emptySnapshot, type NodeState} from '../../cluster/snapshot.ts';
import type {Driver} from '../../drivers/driver.ts';
import {createResults, type Results} from '../../results/results.ts';
import {createStore, type Store} from '../../store/store.ts';
import type {Key} from '../../terminal/key.ts';
import {type AppEvent, type AppState, reduceApp} from '../../ui/app-state.ts';
import {edit} from '../../ui/editor/edit.ts';
import {handleKey} from '../../ui/keys/handle-key.ts';
import type {Keymap} from '../../ui/keys/keymap.ts';
import {perform} from '../../ui/perform/perform.ts';
import {type Effect, open, type Step} from '../../ui/perform/step.ts';
import {initialScreen, type WriteRules} from '../../ui/screen/initial.ts';
import type {ScriptAct} from '../../ui/screen/script.ts';
import type {DotRun, Message, ScreenState} from '../../ui/screen/state.ts';
import type {View} from '../../ui/view.ts';
import {prepareRun} from './prepare-run.ts';
import {nextTickMs} from './ticks.ts';

/** What the explorer's runtime cannot do by itself: the terminal, files, other programs. */
export interface Outside {
	readonly now: () => number;
	/** Puts a text on the clipboard; gives a sentence where that cannot be. */
	readonly copy: (text: string) => string | undefined;
	readonly remember: (text: string) => Promise<string | undefined>;
	readonly redraw: () => void;
	readonly quit: () => void;
	/** Hands the terminal to a program; resolves when it is ours again. */
	readonly editText: (text: string) => Promise<string>;
	/** Opens the sqlite3 shell by a command line. Gives a sentence where it could not be. */
	readonly shell: (command: readonly string[]) => Promise<string | undefined>;
	readonly readLog: (path: string) => readonly string[];
	/** A cluster was chosen from those that were asked about. */
	readonly chosen: (index: number) => void;
	/** Something was asked of the script that is being played. */
	readonly script?: (act: ScriptAct) => void;
	readonly exportResult: (statement: string, path: string, results: Results) => Promise<string>;
}

/** The explorer without a terminal: states, keys in, commands out. Tests drive the same one. */
export interface Runtime {
	readonly store: Store<AppState, AppEvent>;
	readonly results: Results;
	/** What is asked of the cluster goes to this driver from now on. */
	attach(driver: Driver): void;
	/** The cluster that was shown is gone from the screen; what another one's driver says comes by `take`. */
	forget(): void;
	/** Asks something of the cluster. */
	send(command: ClusterCommand): void;
	take(events: readonly ClusterEvent[]): void;
	key(key: Key): void;
	resize(columns: number, rows: number): void;
	change(change: (screen: ScreenState) => ScreenState): void;
	close(): void;
}

/** Makes the runtime of an explorer for a screen of a size. */
export function createRuntime(
	outside: Outside,
	keymap: Keymap,
	columns: number,
	rows: number,
	rules: WriteRules = {},
): Runtime {
	const results = createResults();
	const store = createStore<AppState, AppEvent>(reduceApp, {
		snapshot: emptySnapshot,
		screen: {...initialScreen(columns, rows, rules), nowMs: outside.now()},
	});
	let driver: Driver | undefined;
	let tick: NodeJS.Timeout | undefined;
	const change = (how: (screen: ScreenState) => ScreenState, urgent = false) =>
		store.push([{type: 'screen', change: screen => ({...how(screen), nowMs: outside.now()})}], urgent);
	const say = (text: string, level: Message['level'] = 'info') =>
		change(screen => ({...screen, message: {level, text}}));
	const stopTicking = store.subscribe(() => {
		clearTimeout(tick);
		const delayMs = nextTickMs(store.get());
		if (delayMs !== undefined) tick = setTimeout(() => change(screen => screen), delayMs);
	});

	/** Another program has the terminal: keys that were read with the one that started it are not for us. */
	let isLent = false;
	const lend = async <T>(use: () => Promise<T>): Promise<T> => {
		isLent = true;
		try {
			return await use();
		} finally {
			isLent = false;
		}
	};
	const view = (): View => ({...store.get(), results});
	const take = ({screen, effects = []}: Step) => {
		change(() => screen, true);
		for (const effect of effects)
			carryOut(effect).catch((error: unknown) => say((error as Error).message, 'error'));
	};
	const runInput = (text: string, target: string) => {
		const prepared = prepareRun(text, path => readFileSync(path, 'utf8'));
		if (prepared.problem !== undefined) {
			// What was typed comes back, so that it can be mended.
			change(screen =>
				screen.editor.text === ''
					? {...screen, editor: edit(screen.editor, {type: 'set-text', text})}
					: screen,
			);
			say(prepared.problem, 'error');
			return;
		}
		const run = randomUUID();
		const {nodes} = store.get().snapshot;
		const names = target === 'all' ? nodes.map(({name}) => name) : [target];
		const dots: Record<string, DotRun> = {};
		const commands = names.map(node => ({
			type: 'run' as const,
			run,
			node,
			statements: prepared.items.map(({sql, dot}) => {
				const id = randomUUID();
				if (dot) dots[id] = dot;
				return {id, sql};
			}),
		}));
		change(screen => ({
			...screen,
			dots: {...screen.dots, ...dots},
			comparedRuns:
				target === 'all' ? [...screen.comparedRuns, run].slice(-limits.results) : screen.comparedRuns,
		}));
		if (prepared.items.length > 0) for (const command of commands) driver?.send(command);
		if (prepared.after === 'help') change(screen => open(screen, {kind: 'help', top: 0}));
		if (prepared.after === 'quit') take(perform(view(), 'quit-browse', keymap));
	};

	const carryOut = async (effect: Effect) => {
		// A second one may have been asked for in the same breath.
		if (isLent && (effect.type === 'shell' || effect.type === 'external-editor')) return;
		switch (effect.type) {
			case 'send':
				driver?.send(effect.command);
				return;
			case 'run':
				runInput(effect.text, effect.target);
				return;
			case 'forward': {
				const run = randomUUID();
				driver?.send({
					type: 'forward',
					run,
					node: effect.node,
					statements: [{id: randomUUID(), sql: effect.sql}],
				});
				return;
			}
			case 'script':
				outside.script?.(effect.act);
				return;
			case 'choose':
				outside.chosen(effect.index);
				return;
			case 'copy':
				say(outside.copy(effect.text) ?? `Copied the ${effect.what}.`);
				return;
			case 'export':
				say(await outside.exportResult(effect.statement, effect.path, results));
				return;
			case 'external-editor': {
				const text = await lend(() => outside.editText(store.get().screen.editor.text));
				change(screen => ({...screen, editor: edit(screen.editor, {type: 'set-text', text})}));
				return;
			}
			case 'shell':
				return openShell(effect.node);
			case 'log':
				return openLog(effect.node);
			case 'remember': {
				const problem = await outside.remember(effect.text);
				if (problem !== undefined) say(problem, 'warning');
				return;
			}
			case 'redraw':
				outside.redraw();
				return;
			case 'quit':
				outside.quit();
		}
	};
	const nodeNamed = (name: string) => store.get().snapshot.nodes.find(node => node.name === name);
	const openShell = async (name: string) => {
		const node = nodeNamed(name);
		const command = node && shellCommand(node);
		if (!command) return say(`${name} has no database that a shell here could open.`, 'warning');
		const problem = await lend(() => outside.shell(command));
		if (problem !== undefined) say(problem, 'warning');
	};
	const openLog = async (name: string) => {
		const node = nodeNamed(name);
		if (!node) return;
		const lines = driver?.logs
			? (await driver.logs(name)).trimEnd().split('\n')
			: node.path
				? outside.readLog(node.path)
				: [];
		change(screen => open(screen, {kind: 'log', node: name, lines, top: Number.MAX_SAFE_INTEGER}));
	};

	return {
		store,
		results,
		attach(opened) {
			driver = opened;
		},
		forget: () => store.push([{type: 'another-cluster'}]),
		send: command => driver?.send(command),
		take: events => store.push(events.map(event => ({type: 'cluster', event}))),
		key(key) {
			if (!isLent) take(handleKey(view(), key, keymap));
		},
		resize: (newColumns, newRows) => change(screen => ({...screen, columns: newColumns, rows: newRows})),
		change,
		close() {
			clearTimeout(tick);
			stopTicking();
			store.close();
		},
	};
}

/** The command that opens the sqlite3 shell on a node's database: on its file here, or in its container. */
function shellCommand({path, role, container}: NodeState): readonly string[] | undefined {
	if (container) return ['docker', 'exec', '-it', container.name, 'sqlite3', container.database];
	if (path === undefined) return undefined;
	return role === 'replica' ? ['sqlite3', '-readonly', path] : ['sqlite3', path];
}
