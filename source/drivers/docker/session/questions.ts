import type {StatementClass} from '../../../sqlite/classify.ts';
import type {FrameQuestions} from './shell-frame.ts';

/** What is known before a statement runs. */
export interface Before {
	readonly kind: StatementClass['kind'];
	readonly wasInTransaction: boolean;
	/** The node tells of its position by itself. */
	readonly isTold: boolean;
}

/**
 * What to ask around a statement. Only BEGIN and SAVEPOINT open a transaction, and only what ends one, or writes outside
 * of one, can commit.
 */
export function questionsFor({kind, wasInTransaction, isTold}: Before): FrameQuestions {
	const mayCommit = kind === 'transaction' || (!wasInTransaction && kind !== 'read');
	return {
		positionBefore: mayCommit,
		positionAfter: mayCommit || !isTold,
		transaction: wasInTransaction || kind === 'transaction',
	};
}
