import {spawn} from 'node:child_process';
import {Agent} from 'node:http';
import {Duplex} from 'node:stream';
import type {Endpoint} from './endpoint.ts';
import {SshError} from './ssh-words.ts';

type SshEndpoint = Extract<Endpoint, {kind: 'ssh'}>;

/** Characters of what ssh says on stderr that are kept for a message. */
const stderrCharacters = 500;

/**
 * Connects to an engine as the docker CLI does: by the person's own ssh, with its keys, agent and configuration, and
 * `docker system dial-stdio` on the other side. Nothing is ever asked at the terminal, which is the screen's.
 */
export class SshAgent extends Agent {
	readonly #endpoint: SshEndpoint;

	constructor(endpoint: SshEndpoint) {
		super({keepAlive: false});
		this.#endpoint = endpoint;
	}

	override createConnection(): Duplex {
		const child = spawn('ssh', sshArguments(this.#endpoint), {stdio: ['pipe', 'pipe', 'pipe']});
		const connection = new Duplex({
			read: () => void child.stdout.resume(),
			write: (chunk, _, done) => void child.stdin.write(chunk, () => done()),
			final: done => void child.stdin.end(() => done()),
			destroy(error, done) {
				child.kill();
				done(error);
			},
		});
		let said = '';
		child.stdout.on('data', chunk => void (connection.push(chunk) || child.stdout.pause()));
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			said = (said + text).slice(-stderrCharacters);
		});
		// What was written to a program that has ended is lost, and how it ended says why.
		child.stdin.on('error', () => undefined);
		child.on('error', error => connection.destroy(error));
		child.on('close', status => {
			// Warnings come first, the reason last.
			const last = said.trim().split('\n').at(-1) ?? '';
			if (status) connection.destroy(new SshError(last.trim(), status));
			else connection.push(null);
		});
		return connection;
	}
}

function sshArguments({host, user, port, path}: SshEndpoint): readonly string[] {
	return [
		...['-o', 'ConnectTimeout=10', '-o', 'BatchMode=yes', '-T'],
		// A line that breaks ends by itself, within a quarter of a minute.
		...['-o', 'ServerAliveInterval=5', '-o', 'ServerAliveCountMax=3'],
		...(user === undefined ? [] : ['-l', user]),
		...(port === undefined ? [] : ['-p', port]),
		...['--', host, 'docker'],
		...(path === undefined ? [] : ['--host', `unix://${path}`]),
		...['system', 'dial-stdio'],
	];
}
