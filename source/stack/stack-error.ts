/** Why the stack could not be brought up or down: a sentence, the end of the log, and a command's exit status. */
export class StackError extends Error {
	override readonly name = 'StackError';
	readonly exitStatus: 1 | 2 | 3 | 130;
	/** The last lines of what Docker or a node said; untrusted text. */
	readonly log: readonly string[];

	constructor(exitStatus: 1 | 2 | 3 | 130, message: string, log: readonly string[] = []) {
		super(message);
		this.exitStatus = exitStatus;
		this.log = log;
	}
}
