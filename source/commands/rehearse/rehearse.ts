import {EmbeddedError} from '../../drivers/embedded/client.ts';
import type {Script} from '../../scripts/schema.ts';
import {visible} from '../../terminal/visible.ts';
import {counted, formatMs} from '../../ui/lines/format.ts';
import type {ClusterOptions} from '../cluster-options.ts';
import type {CommandIo} from '../command-io.ts';
import {createGuestPermission} from '../scripts/guest-permission.ts';
import {createLineWriter} from '../scripts/line-writer.ts';
import {loadScripts} from '../scripts/load-scripts.ts';
import {sayingScriptErrors} from '../scripts/saying-script-errors.ts';
import {shippedDemo} from '../scripts/shipped.ts';
import {
	type Check,
	dockerCheck,
	notesCheck,
	type StageTerminal,
	terminalChecks,
	textCheck,
} from './checks.ts';
import {type Place, placesOf} from './places.ts';
import {type PlayThrough, playThrough, type Rehearsing} from './play-through.ts';

export interface RehearseOptions extends ClusterOptions {
	/** Without one, the demo that comes with litescope. */
	readonly file?: string;
	/** Undefined where there is none. */
	readonly terminal: StageTerminal | undefined;
}

/** How a rehearsal went on a place; a sentence where the cluster did not come up or was lost. */
type Rehearsed = Place & ({readonly through: PlayThrough} | {readonly problem: string});

/**
 * Plays a demo once at full speed and tells what would fail on this machine and what else a presenter must know. Gives
 * the exit status: 0 where it can be played, 1 where something would fail, 2 where the file is wrong, 130 interrupted.
 */
export function run(
	{file = shippedDemo(), terminal, ...options}: RehearseOptions,
	io: CommandIo,
): Promise<number> {
	return sayingScriptErrors(io, async () => {
		const [loaded] = loadScripts([file], io) ?? [];
		if (!loaded) return 2;
		const {script} = loaded;
		const writer = createLineWriter(io);
		writer.lines([`${visible(script.title)}, ${counted(script.steps.length, 'step')}`]);
		const rehearsed: Rehearsed[] = [];
		const permission = createGuestPermission([script], options.mayWrite ?? false, io);
		for (const place of await placesOf(script, file, options)) {
			rehearsed.push(await rehearse(script, place, {permission, writer, io}));
			await writer.written();
		}
		const checks = [
			...rehearsed.slice(-1).flatMap(freshCheck),
			textCheck(file),
			...terminalChecks(terminal),
			{mark: 'ok', text: 'The demo does not need the clipboard.'} as const,
			await dockerCheck(),
			await notesCheck(),
		];
		writer.lines(['', 'Besides']);
		writer.lines(checks.map(({mark, text}) => visible(`${mark.padEnd(4)}  ${text}`)));
		const {isReady, text} = summaryOf(rehearsed, checks);
		writer.lines(['', text]);
		await writer.written();
		return isReady ? 0 : 1;
	});
}

async function rehearse(script: Script, place: Place, rehearsing: Rehearsing): Promise<Rehearsed> {
	const {writer, io} = rehearsing;
	writer.lines(['', `On ${visible(place.name)}`]);
	try {
		return {...place, through: await playThrough(script, place.cluster, rehearsing)};
	} catch (error) {
		// What was asked for cannot be, or is not wanted: there is nothing to go on with.
		if (io.interrupted.aborted || !(error instanceof EmbeddedError) || error.exitStatus === 2) throw error;
		writer.lines([`fail  ${visible(error.message)}`]);
		return {...place, problem: error.message};
	}
}

/** That the cluster is there, and how soon, should another be needed in the middle of the demo. */
function freshCheck(rehearsed: Rehearsed): readonly Check[] {
	if ('problem' in rehearsed) return [];
	const {upMs, playMs, failed} = rehearsed.through;
	const up = `A fresh cluster is up in ${formatMs(upMs)}`;
	const sentence =
		failed === undefined ? `${up}, and at the last step in ${formatMs(playMs)} more.` : `${up}.`;
	return [{mark: 'ok', text: sentence}];
}

function summaryOf(
	rehearsed: readonly Rehearsed[],
	checks: readonly Check[],
): {readonly isReady: boolean; readonly text: string} {
	const failures = [
		...rehearsed.flatMap(one => {
			if ('problem' in one) return [`${one.name} cannot be had`];
			const {failed, isTidy} = one.through;
			return [
				...(failed === undefined ? [] : [`${failed} fails on ${one.name}`]),
				...(isTidy ? [] : [`not everything could be put back on ${one.name}`]),
			];
		}),
		...checks.flatMap(check => (check.mark === 'fail' ? [check.fault] : [])),
	];
	if (failures.length > 0) {
		const goesOn = rehearsed.length > 1 && isWhole(rehearsed.at(-1)!) && !isWhole(rehearsed[0]!);
		const hint = goesOn ? ' On stage it would go on with a fresh embedded cluster.' : '';
		return {isReady: false, text: visible(`Not ready: ${failures.join('; ')}.${hint}`)};
	}
	const parts = rehearsed.flatMap(one => {
		if ('problem' in one) return [];
		const {passed, leftOut, playMs} = one.through;
		const left = leftOut > 0 ? `, ${leftOut} left out` : '';
		return [`${counted(passed, 'step')} passed in ${formatMs(playMs)} on ${one.name}${left}`];
	});
	return {isReady: true, text: visible(`Ready: ${parts.join('; ')}.`)};
}

function isWhole(rehearsed: Rehearsed): boolean {
	return 'through' in rehearsed && rehearsed.through.failed === undefined;
}
