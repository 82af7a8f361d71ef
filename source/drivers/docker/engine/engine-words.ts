import {DockerError} from '../docker-error.ts';
import type {Endpoint} from './endpoint.ts';
import {SshError, sshSentence} from './ssh-words.ts';
import {tlsSentence} from './tls-words.ts';

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
	ECONNRESET: 'The Docker engine at % ends the connection without a word.',
	HPE_INVALID_CONSTANT: 'What answers at % is no Docker engine.',
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

const wantsTls =
	'The Docker engine at % wants TLS: DOCKER_TLS_VERIFY=1 asks for it, and DOCKER_CERT_PATH says where the certificates are.';

function sentenceOf(error: RequestError, endpoint: Endpoint): string {
	const {address, kind} = endpoint;
	if (error instanceof SlowEngineError)
		return `The Docker engine at ${address} does not answer: ${error.message}.`;
	const said = error.json?.message ?? error.message.trim();
	if (error.statusCode === 400 && /HTTP request to an HTTPS server/.test(String(error.json ?? said)))
		return wantsTls.replace('%', address);
	if (error.statusCode !== undefined) return `Docker says: ${said}`;
	if (error instanceof SshError) return sshSentence(error).replace('%', address);
	if (kind === 'ssh' && error.code === 'ENOENT')
		return `Docker is at ${address}, and there is no ssh command here.`;
	const secured = kind === 'tcp' && endpoint.tls !== undefined;
	const code = error.code ?? '';
	if (code === 'ECONNRESET' && kind === 'tcp' && !secured)
		return `The Docker engine at ${address} ends the connection without a word. It may want TLS, which DOCKER_TLS_VERIFY=1 asks for.`;
	const known = (secured && tlsSentence(code)) || sentences[code];
	if (known) return known.replace('%', address);
	return `The Docker engine at ${address} cannot be reached: ${error.message}`;
}
