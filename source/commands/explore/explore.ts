import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {limits} from '../../cluster/limits.ts';
import {clockMs} from '../../drivers/clock.ts';
import type {EmbeddedOptions} from '../../drivers/embedded/client.ts';
import {openHistory} from '../../home/history.ts';
import {configPath, statePath} from '../../home/paths.ts';
import {readSettings} from '../../home/settings.ts';
import {copySequence} from '../../terminal/clipboard.ts';
import {openTerminal} from '../../terminal/terminal.ts';
import {edit} from '../../ui/editor/edit.ts';
import {createKeymap, reboundProblem} from '../../ui/keys/keymap.ts';
import {type Mounted, mount} from '../../ui/mount.tsx';
import {open} from '../../ui/perform/step.ts';
import {type ClusterOptions, toEmbedded} from '../cluster-options.ts';
import {createClusterStage} from './cluster-stage.ts';
import type {Director, ExplorerStage} from './director.ts';
import {exportResult} from './export-result.ts';
import {editText, openShell} from './hand-over.ts';
import {openExplored} from './open-explored.ts';
import {createRuntime, type Runtime} from './runtime.ts';
import {followTitle} from './title.ts';

export interface ExploreOptions extends ClusterOptions {
	readonly color: boolean;
}

/** Lines of a log's end that are shown. */
const logLines = 500;

/** A script that is played in the explorer. */
export interface Played {
	/** The embedded cluster that it is played on where it is not one in Docker. */
	readonly cluster: EmbeddedOptions;
	direct(stage: ExplorerStage): Director;
}

/** Opens the explorer on a terminal. Gives the exit status when it is left. */
export async function run(options: ExploreOptions, played?: Played): Promise<number> {
	const {stdin, stdout} = process;
	if (!stdin.isTTY || !stdout.isTTY) {
		process.stderr.write(
			'The explorer needs a terminal. Without one, `litescope exec SQL` runs statements and `litescope status` tells of a cluster.\n',
		);
		return 2;
	}
	// A mistake in the options is a sentence on the screen that one is on, not on one that goes with the explorer.
	const ownCluster = played?.cluster ?? toEmbedded(options, 'explorer');
	const ended = Promise.withResolvers<number>();
	/** Takes the answer to the question that is on the screen. */
	let answer: (index: number) => void = () => {};
	const history = openHistory(statePath('history'), limits);
	const {settings, problem: settingsProblem} = readSettings(configPath('settings.json'));
	const keymap = createKeymap(settings.keys);
	let mounted: Mounted | undefined;
	let director: Director | undefined;

	const handOver = async <T>(give: () => Promise<T>): Promise<T> => {
		terminal.pause();
		await mounted?.unmount();
		try {
			return await give();
		} finally {
			terminal.resume();
			mounted = draw();
		}
	};
	const runtime: Runtime = createRuntime(
		{
			now: clockMs,
			copy(text) {
				const copying = copySequence(text, limits.clipboardBytes);
				if ('problem' in copying) return copying.problem;
				stdout.write(copying.sequence);
				return undefined;
			},
			remember: text => history.add(text),
			redraw: () => mounted?.redraw(),
			quit: () => ended.resolve(stage.lostStatus()),
			editText: text => handOver(() => editText(text)),
			shell: command => handOver(() => openShell(command)),
			chosen: index => answer(index),
			script: act => director?.act(act),
			readLog: path => readEnd(join(dirname(path), 'log')),
			async exportResult(statement, path, results) {
				const result = results.get(statement);
				return result ? exportResult(result, path) : 'That result is not kept any more.';
			},
		},
		keymap,
		stdout.columns,
		stdout.rows,
		options,
	);
	const terminal = openTerminal({
		stdin,
		stdout,
		pasteBytes: limits.promptBytes,
		onKey: runtime.key,
		onRestore: () => void mounted?.unmount(),
		onEnd: ended.resolve,
	});
	const draw = () =>
		mount({
			store: runtime.store,
			results: runtime.results,
			keymap,
			color: options.color,
			stdout,
			alternateScreen: true,
		});
	mounted = draw();

	const resize = () => runtime.resize(stdout.columns, stdout.rows);
	stdout.on('resize', resize);
	const stopFollowing = followTitle(
		runtime.store,
		async () => mounted?.flushed(),
		title => terminal.setTitle(title),
	);

	const stage = createClusterStage(runtime, () => director?.see());
	const choose = (question: string, items: readonly string[]) =>
		new Promise<number>(resolve => {
			answer = resolve;
			runtime.change(screen => open(screen, {kind: 'choose', question, items, index: 0}));
		});
	stage.replace((take, sink) => openExplored(options, ownCluster, choose, take, sink));
	director = played?.direct({...stage, runtime, leave: ended.resolve});
	const {entries, problem: historyProblem} = await history.load();
	const problem = settingsProblem ?? reboundProblem(settings.keys) ?? historyProblem;
	runtime.change(screen => ({
		...screen,
		editor: edit(screen.editor, {type: 'set-history', entries}),
		...(problem !== undefined && {message: {level: 'warning', text: problem}}),
	}));

	const status = await ended.promise;
	await director?.close();
	stopFollowing();
	stdout.off('resize', resize);
	runtime.close();
	terminal.restore();
	await stage.close();
	return status;
}

function readEnd(path: string): readonly string[] {
	try {
		return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-logLines);
	} catch {
		return ['This node has logged nothing yet.'];
	}
}
