import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {createClusterStage} from '../../../source/commands/explore/cluster-stage.ts';
import type {Director} from '../../../source/commands/explore/director.ts';
import {createRuntime, type Outside, type Runtime} from '../../../source/commands/explore/runtime.ts';
import {directLesson} from '../../../source/commands/learn/director.ts';
import {openLessonCluster} from '../../../source/commands/learn/lesson-cluster.ts';
import {openLessonFolder} from '../../../source/commands/learn/lesson-folder.ts';
import {startOf} from '../../../source/commands/learn/start.ts';
import {readProgress} from '../../../source/home/progress.ts';
import type {Progress} from '../../../source/home/progress-format.ts';
import {loadScript} from '../../../source/scripts/load.ts';
import {createKeymap} from '../../../source/ui/keys/keymap.ts';
import type {ScriptAct, ScriptPanel} from '../../../source/ui/screen/script.ts';
import {deadlineMs} from '../../deadline.ts';

/** A lesson in an explorer without a terminal, on a real embedded cluster. */
export interface TestLesson {
	readonly runtime: Runtime;
	/** The lesson's text. */
	panel(): ScriptPanel;
	/** The tasks that are done and those that are not, such as `[x] …`. */
	tasks(): readonly string[];
	act(act: ScriptAct | ScriptAct['type']): void;
	/** Runs statements in the student's session of a node, as typing them does. */
	run(node: string, sql: string): void;
	/** What was run on a node, oldest first. */
	ran(node: string): readonly string[];
	/** What stands above the footer. */
	message(): string | undefined;
	/** Waits until the text is so. */
	until(what: string, isSo: (panel: ScriptPanel) => boolean): Promise<void>;
	/** Waits until a step, by its number, waits for the student. */
	at(step: number): Promise<void>;
	/** Waits until the step is passed. */
	passed(): Promise<void>;
	/** What the progress's file says. */
	saved(): Progress;
	/** Leaves the lesson, and the explorer with it. */
	leave(): Promise<void>;
}

/** Opens a lesson in a folder from the text of its steps, from where it was left there. */
export async function openLesson(path: string, steps: string): Promise<TestLesson> {
	const {script} = loadScript(`format: 1\ntitle: T\nabout: What it shows.\n${steps}`);
	if (!script) throw new Error(`The test's script has mistakes:\n${steps}`);
	let director: Director | undefined;
	const outside = {
		now: () => performance.now(),
		async remember() {},
		script: asked => director?.act(asked),
	} as Partial<Outside> as Outside;
	const runtime = createRuntime(outside, createKeymap(), 120, 35);
	const stage = createClusterStage(runtime, () => director?.see());
	const folder = openLessonFolder(path);
	const read = readProgress(folder.progress);
	const start = startOf(script, read.progress, folder);
	stage.replace(openLessonCluster(script, 'test.yaml', folder, start));
	const lesson = {file: 'test.yaml', name: 'test', key: 'test', script};
	director = directLesson(
		{
			lesson,
			folder,
			read,
			start,
			next: 'the end',
			ended() {},
			pace: {keyMs: 0, statementMs: 1, restMs: 0, lateMs: 60_000},
		},
		{...stage, runtime, leave() {}},
	);
	const panel = () => runtime.store.get().screen.script!;
	const test: TestLesson = {
		runtime,
		panel,
		tasks: () => panel().tasks.map(({text, isDone}) => `[${isDone ? 'x' : ' '}] ${text}`),
		act: act => director?.act(typeof act === 'string' ? ({type: act} as ScriptAct) : act),
		run(node, sql) {
			const type = () => {
				// A question in the place of the prompt is left unanswered.
				runtime.change(screen => ({...screen, target: node, overlays: []}));
				for (const text of sql) runtime.key({kind: 'text', text});
				runtime.key({kind: 'key', name: 'enter', ctrl: false, alt: false, shift: false});
			};
			const isBusy = () => runtime.store.get().snapshot.nodes.some(({running}) => running !== undefined);
			if (!isBusy()) return type();
			// What a step asks for may be so before the last of its statements has ended.
			const stop = runtime.store.subscribe(() => {
				if (isBusy()) return;
				stop();
				type();
			});
		},
		ran(node) {
			const known = runtime.store.get().snapshot.nodes.find(({name}) => name === node);
			return (known?.transcript ?? []).flatMap(entry => (entry.kind === 'statement' ? [entry.sql] : []));
		},
		message: () => runtime.store.get().screen.message?.text,
		until(what, isSo) {
			if (isSo(panel())) return Promise.resolve();
			return new Promise((resolve, reject) => {
				const timer = setTimeout(() => {
					stop();
					const {at, standing, remark} = panel();
					const said = [...test.tasks(), `${standing} at ${at}: ${remark ?? ''}`].join('\n');
					reject(new Error(`Waited ${deadlineMs} ms until ${what}. The lesson:\n${said}`));
				}, deadlineMs);
				const stop = runtime.store.subscribe(() => {
					if (!isSo(panel())) return;
					clearTimeout(timer);
					stop();
					resolve();
				});
			});
		},
		at: step =>
			test.until(`step ${step} waits`, ({at, standing}) => at === step - 1 && standing === 'waiting'),
		passed: () => test.until('the step is passed', ({standing}) => standing === 'passed'),
		saved: () => readProgress(folder.progress).progress,
		async leave() {
			await director?.close();
			runtime.close();
			await stage.close();
		},
	};
	return test;
}

/** A lesson's folder in a test's folder, empty. */
export function emptyFolder(path: string): string {
	const folder = join(path, 'lesson');
	rmSync(folder, {recursive: true, force: true});
	return folder;
}
