import type {ClusterSnapshot} from '../../cluster/snapshot.ts';
import {resolveNode} from '../../scripts/facts.ts';
import {nodeNameOf} from '../../scripts/run/perform.ts';
import type {Course} from './course.ts';
import {sqlOf} from './say-action.ts';
import type {Typist} from './typist.ts';

/** The hand that plays a step: a key has it do one thing, and type it where it is a statement. */
export interface Hand {
	/** Begins what a key does. */
	press(): void;
	/** Goes on with it, when something has changed. */
	work(): void;
	/** A key was pressed, and what it does is not done yet. */
	isBusy(): boolean;
	/** Lets everything be. */
	rest(): void;
}

/** Makes a hand. `noNode` is told of a node that the script names and that is not there. */
export function createHand(
	course: Pick<Course, 'state' | 'go'>,
	typist: Typist,
	snapshot: () => ClusterSnapshot,
	noNode: (name: string) => void,
): Hand {
	let isBusy = false;
	/** The one action of the key was begun. */
	let hasActed = false;
	const work = () => {
		const {play} = course.state();
		if (!isBusy || !play) return;
		if (play.phase === 'passed') isBusy = false;
		if (play.phase !== 'ready' || typist.isTyping()) return;
		const [next] = play.todo;
		// Waiting takes no key of its own.
		if (!next || 'wait' in next) return course.go();
		if (hasActed) {
			isBusy = false;
			return;
		}
		hasActed = true;
		const sql = sqlOf(next);
		if (sql === undefined) return course.go();
		const name = nodeNameOf(next);
		const node = resolveNode(snapshot(), name);
		if (node) typist.type(node.name, sql, course.go);
		else noNode(name);
	};
	return {
		press() {
			isBusy = true;
			hasActed = false;
			work();
		},
		work,
		isBusy: () => isBusy,
		rest() {
			typist.stop();
			isBusy = false;
		},
	};
}
