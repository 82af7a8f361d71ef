import {cannotTell, found} from '../verdict.ts';
import {absence, type Judges} from './judge-table.ts';

/** What a node is and does. */
export const states: Judges<'role' | 'status' | 'transaction' | 'held'> = {
	role({role}, node) {
		const gone = absence(node);
		if (gone !== undefined) return cannotTell(role, gone);
		return found(node.role === role, role, node.role);
	},
	status: ({status}, node) => found(node.status === status, status, node.status),
	transaction({transaction}, node) {
		const actual = node.inTransactionSinceMs === undefined ? 'none' : 'open';
		return found(actual === transaction, transaction, actual);
	},
	held(_, node) {
		const expected = 'held by an unfinished read';
		const gone = absence(node);
		if (gone !== undefined) return cannotTell(expected, gone);
		return found(node.hold !== undefined, expected, node.hold ? `held by ${node.hold.by}` : 'not held');
	},
};
