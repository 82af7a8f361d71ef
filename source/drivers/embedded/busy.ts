/** Whether an error of SQLite's says that another connection has the lock. */
export function isBusy(error: unknown): boolean {
	return /^SQLITE_(BUSY|LOCKED)/.test(String((error as {code?: unknown} | undefined)?.code));
}
