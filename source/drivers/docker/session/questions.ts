import type {StatementClass} from '../../../sqlite/classify.ts';
import type {FrameQuestions} from './shell-frame.ts';

/** What is known before a statement runs. */
export interface Before {
	readonly kind: StatementClass['kind'];
	readonly wasInTransaction: boolean;
	/** What it commits, it commits on the primary. */
	readonly onPrimary: boolean;
	/** The node tells of its position by itself. */
	readonly isTold: boolean;
}

/**
 * What to ask around a statement. Only BEGIN and SAVEPOINT open a transaction, and only what ends one, or writes outside
 * of one, can commit. Where the primary was before is known where it tells of that by itself.
 */
export function questionsFor({kind, wasInTransaction, onPrimary, isTold}: Before): FrameQuestions {
	const mayCommit = kind === 'transaction' || (!wasInTransaction && kind !== 'read');
	return {
		positionBefore: mayCommit && onPrimary && !isTold,
		positionAfter: mayCommit || !isTold,
		transaction: wasInTransaction || kind === 'transaction',
	};
}
