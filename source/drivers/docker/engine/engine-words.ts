import {DockerError} from '../docker-error.ts';
import type {Endpoint} from './endpoint.ts';

interface RequestError extends Error {
	readonly code?: string;
	readonly statusCode?: number;
	readonly json?: {readonly message?: string};
}

/** What a system's error code means where an engine was to be reached; `%` is the engine's address. */
const sentences: Readonly<Record<string, string>> = {
	ENOENT: 'Docker is not running here: there is no engine at %.',
	ECONNREFUSED: 'No Docker engine answers at %: it is not running.',
	EACCES:
		'You may not use the Docker engine at %: permission is denied. On Linux, members of the group `docker` may.',
	EPERM:
		'You may not use the Docker engine at %: permission is denied. On Linux, members of the group `docker` may.',
	ENOTFOUND: 'The machine of the Docker engine at % cannot be found.',
	EAI_AGAIN: 'The machine of the Docker engine at % cannot be found just now.',
	EHOSTUNREACH: 'The machine of the Docker engine at % cannot be reached.',
	ETIMEDOUT: 'The machine of the Docker engine at % does not answer.',
};

/** That an engine took too long to answer. */
export class SlowEngineError extends Error {
	override readonly name = 'SlowEngineError';
}

/** Why an engine did not do what it was asked, as a DockerError with a sentence. */
export function toDockerError(thrown: unknown, endpoint: Endpoint): DockerError {
	if (thrown instanceof DockerError) return thrown;
	return new DockerError(3, sentenceOf(thrown as RequestError, endpoint), {cause: thrown});
}

/** Whether an engine said that it has no such container. */
export function isMissing(thrown: unknown): boolean {
	return (thrown as {readonly cause?: RequestError}).cause?.statusCode === 404;
}

function sentenceOf(error: RequestError, {address, kind}: Endpoint): string {
	if (error instanceof SlowEngineError)
		return `The Docker engine at ${address} does not answer: ${error.message}.`;
	if (error.statusCode !== undefined) {
		return `Docker says: ${error.json?.message ?? error.message.trim()}`;
	}
	if (kind === 'ssh' && error.code === 'ENOENT')
		return `Docker is at ${address}, and there is no ssh command here.`;
	const known = sentences[error.code ?? ''];
	if (known) return known.replace('%', address);
	return `The Docker engine at ${address} cannot be reached: ${error.message}`;
}
