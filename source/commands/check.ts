import type {RunState, StageResult} from '../scripts/run/state.ts';
import {visible} from '../terminal/visible.ts';
import type {CommandIo} from './command-io.ts';
import {createLineWriter, type LineWriter} from './scripts/line-writer.ts';
import {loadScripts, type ScriptFile} from './scripts/load-scripts.ts';
import {playScript} from './scripts/play-script.ts';
import {sayingScriptErrors} from './scripts/saying-script-errors.ts';
import {embeddedFor, openScriptCluster} from './scripts/script-cluster.ts';
import {shippedScripts} from './scripts/shipped.ts';
import {verdictLines} from './scripts/verdict-lines.ts';

export interface CheckOptions {
	/** Without any, the scripts that come with litescope. */
	readonly files: readonly string[];
}

/** What can become of a step, with its word in the output. */
const words = {passed: 'pass', failed: 'fail', skipped: 'skip', 'not run': 'not run'} as const;
type Ended = keyof typeof words;

/**
 * Plays scripts at full speed, each on a cluster of its own, and tells of each step whether all that it expects is so.
 * Gives the exit status: 0, 1 where a step failed, 2 where a file is wrong, 3 without a cluster, 130 interrupted.
 */
export function run({files}: CheckOptions, io: CommandIo): Promise<number> {
	return sayingScriptErrors(io, async () => {
		const scripts = loadScripts(files.length > 0 ? files : shippedScripts(), io);
		if (!scripts) return 2;
		const writer = createLineWriter(io);
		const ended: Ended[] = [];
		for (const script of scripts) ended.push(...(await check(script, writer, io.interrupted)));
		const count = (of: Ended) => ended.filter(one => one === of).length;
		const apart = (['skipped', 'not run'] as const).filter(of => count(of) > 0);
		writer.lines([
			...apart.map(of => `${count(of)} ${of}`),
			`${count('passed')} passed, ${count('failed')} failed`,
		]);
		await writer.written();
		return count('failed') > 0 ? 1 : 0;
	});
}

/** Plays one script and writes a line for each of its steps as it ends. */
async function check(
	{file, name, script}: ScriptFile,
	writer: LineWriter,
	interrupted: AbortSignal,
): Promise<readonly Ended[]> {
	const cluster = await openScriptCluster(embeddedFor(script, file));
	const ended: Ended[] = [];
	let told = 0;
	const tell = ({results}: RunState) => {
		for (const result of results.slice(told)) {
			told += 1;
			// What is around the steps is worth a line only when it fails.
			if (result.stage.kind !== 'step' && result.outcome === 'passed') continue;
			ended.push(result.outcome);
			writer.lines(linesOf(name, result));
		}
	};
	try {
		const {stages, at} = await playScript(script, cluster, {told: tell, interrupted});
		for (const {kind, id} of stages.slice(at + 1)) {
			if (kind !== 'step') continue;
			ended.push('not run');
			writer.lines([`${words['not run']}  ${name}  ${id}`]);
		}
		await writer.written();
	} finally {
		await cluster.close();
	}
	return ended;
}

function linesOf(name: string, result: StageResult): readonly string[] {
	const {stage, outcome, reason} = result;
	const remark = reason ?? stage.step?.title ?? '';
	const head = `${words[outcome]}  ${name}  ${stage.id}  ${remark}`.trimEnd();
	return [visible(head), ...(outcome === 'failed' ? verdictLines(result) : [])];
}
