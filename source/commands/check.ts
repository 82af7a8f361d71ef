import {type Obstacle, obstacleTo} from '../scripts/obstacles.ts';
import type {RunState, StageResult} from '../scripts/run/state.ts';
import type {Script} from '../scripts/schema.ts';
import {visible} from '../terminal/visible.ts';
import type {ClusterOptions} from './cluster-options.ts';
import type {CommandIo} from './command-io.ts';
import {createGuestPermission, type GuestPermission} from './scripts/guest-permission.ts';
import {createLineWriter, type LineWriter} from './scripts/line-writer.ts';
import {loadScripts, type ScriptFile} from './scripts/load-scripts.ts';
import {playAsGuest} from './scripts/play-as-guest.ts';
import {sayingScriptErrors} from './scripts/saying-script-errors.ts';
import {clusterFor, openScriptCluster, type ScriptCluster} from './scripts/script-cluster.ts';
import {shippedScripts} from './scripts/shipped.ts';
import {verdictLines} from './scripts/verdict-lines.ts';

export interface CheckOptions extends Pick<ClusterOptions, 'docker' | 'database' | 'mayWrite'> {
	/** Without any, the scripts that come with litescope. */
	readonly files: readonly string[];
}

/** What can become of a step, with its word in the output. */
const words = {passed: 'pass', failed: 'fail', skipped: 'skip', 'not run': 'not run'} as const;
type Ended = keyof typeof words;

/** What scripts are checked with. */
interface Checking {
	readonly options: CheckOptions;
	readonly permission: GuestPermission;
	readonly writer: LineWriter;
	readonly io: CommandIo;
}

/**
 * Plays scripts at full speed, each on a fresh embedded cluster or all on the one in Docker that is named, and tells of
 * each step whether all that it expects is so. Gives the exit status: 0, 1 where a step failed or something could not be
 * put back, 2 where a file is wrong or nobody allowed it to write, 3 without a cluster, 130 interrupted.
 */
export function run(options: CheckOptions, io: CommandIo): Promise<number> {
	const {files, mayWrite = false} = options;
	return sayingScriptErrors(io, async () => {
		const scripts = loadScripts(files.length > 0 ? files : shippedScripts(), io);
		if (!scripts) return 2;
		const writer = createLineWriter(io);
		const permission = createGuestPermission(
			scripts.map(({script}) => script),
			mayWrite,
			io,
		);
		const ended: Ended[] = [];
		let isTidy = true;
		for (const script of scripts) {
			const checked = await check(script, {options, permission, writer, io});
			ended.push(...checked.ended);
			isTidy &&= checked.isTidy;
		}
		const count = (of: Ended) => ended.filter(one => one === of).length;
		const apart = (['skipped', 'not run'] as const).filter(of => count(of) > 0);
		writer.lines([
			...apart.map(of => `${count(of)} ${of}`),
			`${count('passed')} passed, ${count('failed')} failed`,
		]);
		await writer.written();
		return count('failed') > 0 || !isTidy ? 1 : 0;
	});
}

interface Checked {
	readonly ended: readonly Ended[];
	/** Nothing of the script is left on somebody else's cluster. */
	readonly isTidy: boolean;
}

/** Plays one script, unless something keeps it from being begun. */
async function check(file: ScriptFile, checking: Checking): Promise<Checked> {
	const {options, permission, writer, io} = checking;
	const {name, script} = file;
	const cluster = await openScriptCluster(clusterFor(script, file.file, options));
	try {
		const obstacle = obstacleTo(script, cluster.snapshot());
		if (obstacle) {
			const ended = notBegun(script, obstacle);
			for (const [index, {id}] of script.steps.entries()) {
				const outcome = ended[index]!;
				writer.lines([lineOf(name, id, outcome, outcome === 'not run' ? '' : obstacle.text)]);
			}
			await writer.written();
			return {ended, isTidy: true};
		}
		await permission.ask(cluster.snapshot());
		return await play(file, cluster, writer, io);
	} finally {
		await cluster.close();
	}
}

/** What becomes of the steps of a script that is not begun. */
function notBegun({steps}: Script, {kind}: Obstacle): readonly Ended[] {
	if (kind === 'unserved') return steps.map(() => 'skipped');
	return steps.map((_, index) => (index === 0 ? 'failed' : 'not run'));
}

/** Plays one script and writes a line for each of its steps as it ends. */
async function play(
	{name, script}: ScriptFile,
	cluster: ScriptCluster,
	writer: LineWriter,
	io: CommandIo,
): Promise<Checked> {
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
	const {state, isTidy} = await playAsGuest(script, cluster, {told: tell, io});
	for (const {kind, id} of state.stages.slice(state.at + 1)) {
		if (kind !== 'step') continue;
		ended.push('not run');
		writer.lines([lineOf(name, id, 'not run', '')]);
	}
	await writer.written();
	return {ended, isTidy};
}

function linesOf(name: string, result: StageResult): readonly string[] {
	const {stage, outcome, reason} = result;
	const remark = reason ?? stage.step?.title ?? '';
	return [lineOf(name, stage.id, outcome, remark), ...(outcome === 'failed' ? verdictLines(result) : [])];
}

function lineOf(script: string, step: string, outcome: Ended, remark: string): string {
	return visible(`${words[outcome]}  ${script}  ${step}  ${remark}`.trimEnd());
}
