/** Why a cluster in Docker could not be opened or asked: a sentence, and the status with which a command ends for it. */
export class DockerError extends Error {
	override readonly name = 'DockerError';
	readonly exitStatus: 1 | 2 | 3;

	constructor(exitStatus: 1 | 2 | 3, message: string, options?: ErrorOptions) {
		super(message, options);
		this.exitStatus = exitStatus;
	}
}
