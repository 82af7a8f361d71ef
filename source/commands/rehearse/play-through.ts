import {EmbeddedError} from '../../drivers/embedded/client.ts';
import {obstacleTo} from '../../scripts/obstacles.ts';
import type {RunState, StageResult} from '../../scripts/run/state.ts';
import type {Script} from '../../scripts/schema.ts';
import {visible} from '../../terminal/visible.ts';
import {padEnd, padStart} from '../../terminal/width.ts';
import {formatMs} from '../../ui/lines/format.ts';
import type {CommandIo} from '../command-io.ts';
import type {ChosenCluster} from '../open-cluster.ts';
import type {GuestPermission} from '../scripts/guest-permission.ts';
import type {LineWriter} from '../scripts/line-writer.ts';
import {playAsGuest} from '../scripts/play-as-guest.ts';
import {openScriptCluster} from '../scripts/script-cluster.ts';
import {verdictLines} from '../scripts/verdict-lines.ts';

/** A script that was played once on a cluster. */
export interface PlayThrough {
	/** How long the cluster took to come up, in milliseconds. */
	readonly upMs: number;
	/** How long all of the script took, in milliseconds. */
	readonly playMs: number;
	readonly passed: number;
	readonly leftOut: number;
	/** The step or the part around the steps that failed; nothing after it was played. */
	readonly failed?: string;
	/** Nothing of the script is left on a cluster that is somebody else's. */
	readonly isTidy: boolean;
}

/** What a rehearsal is made with. */
export interface Rehearsing {
	readonly permission: GuestPermission;
	readonly writer: LineWriter;
	readonly io: CommandIo;
}

const words = {passed: 'pass', failed: 'fail', skipped: 'skip'} as const;

/**
 * Plays a script once at full speed and writes a line for each step: how it went and how long it took. Rejects with
 * an EmbeddedError when the cluster does not come up, is lost, or cannot take the script.
 */
export async function playThrough(
	script: Script,
	chosen: ChosenCluster,
	{permission, writer, io}: Rehearsing,
): Promise<PlayThrough> {
	const openedAtMs = performance.now();
	const cluster = await openScriptCluster(chosen);
	try {
		const upMs = performance.now() - openedAtMs;
		const obstacle = obstacleTo(script, cluster.snapshot());
		if (obstacle) throw new EmbeddedError(1, obstacle.text);
		await permission.ask(cluster.snapshot());
		const startedAtMs = performance.now();
		let lastMs = startedAtMs;
		let told = 0;
		const idColumns = Math.max(...script.steps.map(({id}) => id.length));
		const tell = ({results}: RunState) => {
			for (const result of results.slice(told)) {
				told += 1;
				const nowMs = performance.now();
				writer.lines(linesOf(result, nowMs - lastMs, idColumns));
				lastMs = nowMs;
			}
		};
		const {state, isTidy} = await playAsGuest(script, cluster, {told: tell, io});
		const {results, stages, at} = state;
		const notPlayed = stages.slice(at + 1).filter(({kind}) => kind === 'step');
		writer.lines(notPlayed.map(({id}) => `not played      ${id}`));
		const steps = (outcome: StageResult['outcome']) =>
			results.filter(result => result.stage.kind === 'step' && result.outcome === outcome).length;
		const failed = results.find(({outcome}) => outcome === 'failed')?.stage.id;
		return {
			upMs,
			playMs: performance.now() - startedAtMs,
			passed: steps('passed'),
			leftOut: steps('skipped'),
			isTidy,
			...(failed !== undefined && {failed}),
		};
	} finally {
		await cluster.close();
	}
}

function linesOf(result: StageResult, tookMs: number, idColumns: number): readonly string[] {
	const {stage, outcome, reason} = result;
	const took = padStart(outcome === 'skipped' ? '' : formatMs(tookMs), 8);
	const about = reason ?? stage.step?.title ?? aroundTitles[stage.kind as 'setup' | 'cleanup'];
	const line = `${words[outcome]}  ${took}  ${padEnd(stage.id, idColumns)}  ${about}`;
	return [visible(line), ...(outcome === 'failed' ? verdictLines(result) : [])];
}

const aroundTitles = {
	setup: 'what is done before it begins',
	cleanup: 'what is taken away at its end',
} as const;
