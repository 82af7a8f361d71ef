const reasons: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such folder',
	EACCES: 'you may not write there',
	EPERM: 'you may not write there',
	EROFS: 'nothing can be written there',
	ENOSPC: 'the disk is full',
	EDQUOT: 'your part of the disk is full',
	ENOTDIR: 'a part of the path is a file',
	EEXIST: 'a part of the path is a file',
	EISDIR: 'it is a folder',
};

/** Why the system did not do something with a file: words for people, else what the error says. */
export function reasonOf(error: unknown): string {
	const {code, message} = error as NodeJS.ErrnoException;
	return reasons[code ?? ''] ?? message;
}
