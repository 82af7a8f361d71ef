/** Whether something that a script expects is so. What cannot be looked at is never a pass. */
export type Finding = 'pass' | 'fail' | 'cannot tell';

/** What was found out about one expectation. All texts may have names and values in them, which are untrusted. */
export interface Verdict {
	readonly finding: Finding;
	/** The node it is about, by its own name where that is known. */
	readonly node: string;
	/** What must be so, as a sentence. */
	readonly about: string;
	readonly expected: string;
	readonly actual: string;
	/** It takes an answer that has not come yet. */
	readonly isPending?: true;
}

/** What a judge finds; whose verdict it is, is added by who asked. */
export interface Found {
	readonly finding: Finding;
	readonly expected: string;
	readonly actual: string;
	readonly isPending?: true;
}

/** Pass or fail. */
export function found(isSo: boolean, expected: string, actual: string): Found {
	return {finding: isSo ? 'pass' : 'fail', expected, actual};
}

/** It cannot be told. */
export function cannotTell(expected: string, why: string): Found {
	return {finding: 'cannot tell', expected, actual: why};
}

/** It cannot be told before a query has been answered. */
export function pending(expected: string): Found {
	return {...cannotTell(expected, 'the query has not been answered'), isPending: true};
}
