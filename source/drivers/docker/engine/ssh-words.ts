/** That the ssh command ended: what it said last, and its exit status. */
export class SshError extends Error {
	override readonly name = 'SshError';
	readonly status: number;

	constructor(said: string, status: number) {
		super(said || `ssh ended with status ${status}`);
		this.status = status;
	}
}

/** What ssh says (OpenSSH's client), and what that means, `%` being the engine's address. */
const meanings: readonly (readonly [RegExp, string])[] = [
	[
		/Host key verification failed/,
		'The host key of % is not known here, or it has changed. A login by hand with ssh says which.',
	],
	[
		/Permission denied \(/,
		'The login at % was refused. litescope never asks for a password: it takes a key, or an agent that has it.',
	],
	[/Could not resolve hostname/, 'The machine of the Docker engine at % cannot be found.'],
	[/Connection refused/, 'Nobody takes logins at %: no ssh server answers there.'],
	[/(timed out|No route to host)/, 'The machine of the Docker engine at % does not answer.'],
	[/command not found|docker: not found|not recognized/, 'There is no docker command on the machine of %.'],
];

/** A sentence about a login that failed, with ssh's own words behind it. */
export function sshSentence({message, status}: SshError): string {
	const known = meanings.find(([pattern]) => pattern.test(message))?.[1];
	const missing = status === 127 ? 'There is no docker command on the machine of %.' : undefined;
	return `${known ?? missing ?? 'The Docker engine at % cannot be reached.'} ssh says: ${message}`;
}
