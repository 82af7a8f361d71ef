/** What a full disk, or a used-up quota, is called by the system and by SQLite. */
const codes = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

/** Whether an error, or what it was caused by, says that the disk is full. */
export function isDiskFull(error: unknown): boolean {
	const {code, cause} = (error ?? {}) as {code?: unknown; cause?: unknown};
	return codes.has(String(code)) || (cause !== undefined && isDiskFull(cause));
}

/** What is wrong, in a sentence: where the disk is full, which one; else what the error says. */
export function sayFailure(error: unknown, folder: string): string {
	return isDiskFull(error) ? `The disk that holds ${folder} is full.` : (error as Error).message;
}

/** Why a node of the cluster in a folder does not go on, and what to do. */
export function sayNodeFailure(node: string, error: unknown, folder: string): string {
	const what = sayFailure(error, folder);
	return isDiskFull(error)
		? `${what} ${node} was stopped: free space there, then start it again (S).`
		: `${node} cannot go on: ${what}`;
}
