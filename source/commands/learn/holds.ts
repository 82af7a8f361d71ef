import {openTransactions} from '../../cluster/selectors.ts';
import type {RunState} from '../../scripts/run/state.ts';
import type {Verdict} from '../../scripts/verdict.ts';

/** What was found out of what has to be so before a student's step and after it, in the order of `holds`. */
export function heldIn({play}: RunState): readonly Verdict[] {
	if (play?.by !== 'student') return [];
	const {holds, becomes} = play.stage;
	if (play.phase === 'before') return play.verdicts.slice(0, holds.length);
	return play.phase === 'ready' ? play.verdicts.slice(becomes.length, becomes.length + holds.length) : [];
}

/** Whether nothing has been written or begun in a student's step, so that its solution can be played as it stands. */
export function isUntouched({play, snapshot}: RunState): boolean {
	if (play?.phase !== 'ready' || openTransactions(snapshot).length > 0) return false;
	return snapshot.nodes.every(({name, position}) => play.baseline.txids.get(name) === position?.txid);
}
