import {limits} from '../../cluster/limits.ts';
import type {ClusterSnapshot} from '../../cluster/snapshot.ts';
import {EmbeddedError} from '../../drivers/embedded/client.ts';
import {footprintOf, joinFootprints} from '../../scripts/footprint.ts';
import {describeFootprint} from '../../scripts/guest-question.ts';
import {obstacleTo} from '../../scripts/obstacles.ts';
import type {Script} from '../../scripts/schema.ts';
import {visible} from '../../terminal/visible.ts';
import {wrapLine} from '../../ui/lines/wrap-line.ts';
import type {CommandIo} from '../command-io.ts';

/** Whether scripts may be played on a cluster that is not ours. */
export interface GuestPermission {
	/** Asks the person, once. Rejects with an EmbeddedError where that cannot be, or the answer is no. */
	ask(snapshot: ClusterSnapshot): Promise<void>;
}

/** The permission to play some scripts. With `mayWrite` nobody is asked. */
export function createGuestPermission(
	scripts: readonly Script[],
	mayWrite: boolean,
	io: CommandIo,
): GuestPermission {
	let isGiven = mayWrite;
	return {
		async ask(snapshot) {
			const {cluster} = snapshot;
			if (isGiven || !cluster?.guest) return;
			const played = scripts.filter(script => obstacleTo(script, snapshot) === undefined);
			const footprint = joinFootprints(played.map(script => footprintOf(script, cluster)));
			const what = describeFootprint(footprint, snapshot);
			if (what === undefined) return;
			if (!io.inputIsTerminal)
				throw new EmbeddedError(2, `${what} Without a terminal to ask on, --write says that it may.`);
			isGiven = await io.confirm(wrapped(`${visible(what)} Go on?`));
			if (!isGiven) throw new EmbeddedError(2, 'Nothing was done.');
		},
	};
}

/** Terminals break lines inside of words. Behind the question there is room for how to answer. */
function wrapped(text: string): string {
	return wrapLine([{text}], limits.scriptColumns - ' [y/N] '.length)
		.map(line =>
			line
				.map(span => span.text)
				.join('')
				.trimEnd(),
		)
		.join('\n');
}
