/** How long a test waits for a condition, in milliseconds; only one that fails ever takes as long. */
export const deadlineMs = 60_000;
