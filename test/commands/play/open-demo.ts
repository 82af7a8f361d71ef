import {limits} from '../../../source/cluster/limits.ts';
import {createClusterStage} from '../../../source/commands/explore/cluster-stage.ts';
import type {Director, OpenCluster} from '../../../source/commands/explore/director.ts';
import {createRuntime, type Outside, type Runtime} from '../../../source/commands/explore/runtime.ts';
import {directDemo} from '../../../source/commands/play/direct-demo.ts';
import type {Pace} from '../../../source/commands/play/pace.ts';
import {openEmbedded} from '../../../source/drivers/embedded/client.ts';
import {loadScript} from '../../../source/scripts/load.ts';
import {createKeymap} from '../../../source/ui/keys/keymap.ts';
import type {ScriptPanel} from '../../../source/ui/screen/script.ts';
import {deadlineMs} from '../../deadline.ts';
import {keyNamed} from '../../ui/open-screen.ts';

/** A demo in an explorer without a terminal, on real embedded clusters. */
export interface TestDemo {
	readonly runtime: Runtime;
	/** The caption. */
	panel(): ScriptPanel;
	/** Presses keys by their names, or types characters. */
	press(...names: string[]): void;
	/** Waits until the caption is so. */
	until(what: string, isSo: (panel: ScriptPanel) => boolean): Promise<void>;
	/** Presses a key, and waits until all that it does is done. */
	does(name: string): Promise<void>;
	/** Waits until the demo is at a step, by its number, and waits for a key there. */
	at(step: number): Promise<void>;
	/** The folder of the cluster that is on the screen. */
	folder(): string | undefined;
	/** What was run on a node by anybody, oldest first. */
	ran(node: string): readonly string[];
	close(): Promise<void>;
}

/** Everything at once: what goes by itself is what a test waits for. */
export const atOnce: Pace = {keyMs: 0, statementMs: 1, restMs: 0, lateMs: 60_000};

/** Opens a demo from the text of its steps, and waits until it may begin. */
export async function openDemo(
	steps: string,
	options: {readonly pace?: Pace; readonly open?: OpenCluster; readonly fresh?: OpenCluster} = {},
): Promise<TestDemo> {
	const {script} = loadScript(`format: 1\ntitle: T\nabout: What it shows.\n${steps}`);
	if (!script) throw new Error(`The test's script has mistakes:\n${steps}`);
	let director: Director | undefined;
	const outside = {
		now: () => performance.now(),
		async remember() {},
		script: act => director?.act(act),
	} as Partial<Outside> as Outside;
	const runtime = createRuntime(outside, createKeymap(), 120, 35);
	const fresh: OpenCluster = (take, sink) =>
		openEmbedded({name: 'test', rowLimit: limits.resultRows}, take, sink);
	const stage = createClusterStage(runtime, () => director?.see());
	stage.replace(options.open ?? fresh);
	director = directDemo(
		{script, openFresh: options.fresh ?? fresh, pace: options.pace ?? atOnce, notTidy() {}},
		{...stage, runtime, leave() {}},
	);
	const panel = () => runtime.store.get().screen.script!;
	const demo: TestDemo = {
		runtime,
		panel,
		press(...names) {
			for (const name of names) runtime.key(name === 'space' ? {kind: 'text', text: ' '} : keyNamed(name));
		},
		until(what, isSo) {
			if (isSo(panel())) return Promise.resolve();
			return new Promise((resolve, reject) => {
				const timer = setTimeout(() => {
					stop();
					const {at, standing, remark} = panel();
					reject(new Error(`Waited ${deadlineMs} ms until ${what}; it is ${standing} at ${at}: ${remark}`));
				}, deadlineMs);
				const stop = runtime.store.subscribe(() => {
					if (!isSo(panel())) return;
					clearTimeout(timer);
					stop();
					resolve();
				});
			});
		},
		async does(name) {
			const before = panel();
			demo.press(name);
			await demo.until(`${name} has done what it does`, now => now !== before && now.standing !== 'busy');
		},
		at: step =>
			demo.until(`step ${step} waits`, ({at, standing}) => at === step - 1 && standing === 'waiting'),
		folder: () => runtime.store.get().snapshot.cluster?.folder,
		ran(node) {
			const known = runtime.store.get().snapshot.nodes.find(({name}) => name === node);
			return (known?.transcript ?? []).flatMap(entry => (entry.kind === 'statement' ? [entry.sql] : []));
		},
		async close() {
			await director?.close();
			runtime.close();
			await stage.close();
		},
	};
	await demo.until('the demo may begin', ({standing}) => standing === 'waiting');
	return demo;
}
