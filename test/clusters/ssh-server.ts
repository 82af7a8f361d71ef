import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import type {AddressInfo} from 'node:net';
import {delimiter, join} from 'node:path';
import ssh2 from 'ssh2';

/** A machine that is reached by ssh, with the person's own ssh command set up for it. */
export interface SshServer {
	/** For DOCKER_HOST. */
	readonly host: string;
	/** The commands that were run there. */
	readonly commands: readonly string[];
	close(): void;
}

/** What is not as it should be. */
export type SshFault = 'unknown host' | 'key refused' | 'no docker';

/**
 * Starts one in a folder. Whatever runs there runs on this machine. The ssh command that is found from now on is the
 * system's with a configuration in that folder: OpenSSH does not look into HOME for it.
 */
export async function sshServer(folder: string, fault?: SshFault): Promise<SshServer> {
	mkdirSync(folder);
	const path = (name: string) => join(folder, name);
	for (const name of ['host', 'person', 'stranger']) {
		execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path(name)]);
	}
	const person = ssh2.utils.parseKey(readFileSync(path('person.pub')));
	if (person instanceof Error) throw person;
	const allowed = person.getPublicSSH();
	const commands: string[] = [];
	const children = new Set<ChildProcess>();
	const run = (command: string, stream: ssh2.ServerChannel) => {
		commands.push(command);
		const PATH = fault === 'no docker' ? folder : process.env['PATH'];
		const child = spawn('/bin/sh', ['-c', command], {env: {...process.env, PATH}, detached: true});
		children.add(child);
		stream.pipe(child.stdin);
		child.stdin.on('error', () => undefined);
		child.stdout.pipe(stream, {end: false});
		child.stderr.pipe(stream.stderr, {end: false});
		child.on('close', status => {
			children.delete(child);
			stream.exit(status ?? 1);
			stream.end();
		});
		stream.on('close', () => child.stdin.destroy());
	};
	const server = new ssh2.Server({hostKeys: [readFileSync(path('host'))]}, client => {
		client.on('authentication', context => {
			if (context.method === 'publickey' && context.key.data.equals(allowed)) context.accept();
			else context.reject(['publickey']);
		});
		client.on('session', accept => {
			accept().on('exec', (acceptExec, _, {command}) => run(command, acceptExec()));
		});
		client.on('error', () => undefined);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const {port} = server.address() as AddressInfo;
	const hostKey = readFileSync(path(fault === 'unknown host' ? 'stranger.pub' : 'host.pub'), 'utf8');
	writeFileSync(path('known_hosts'), `[127.0.0.1]:${port} ${hostKey}`);
	const identity = path(fault === 'key refused' ? 'stranger' : 'person');
	const settings = [
		`IdentityFile ${identity}`,
		'IdentitiesOnly yes',
		'IdentityAgent none',
		`UserKnownHostsFile ${path('known_hosts')}`,
		'GlobalKnownHostsFile /dev/null',
		'StrictHostKeyChecking yes',
	];
	writeFileSync(path('config'), `${settings.join('\n')}\n`);
	const command = execFileSync('sh', ['-c', 'command -v ssh'], {encoding: 'utf8'}).trim();
	writeFileSync(path('ssh'), `#!/bin/sh\nexec ${command} -F ${path('config')} "$@"\n`);
	chmodSync(path('ssh'), 0o755);
	const before = process.env['PATH'];
	process.env['PATH'] = `${folder}${delimiter}${before}`;
	return {
		host: `ssh://ada@127.0.0.1:${port}`,
		commands,
		close() {
			process.env['PATH'] = before;
			server.close();
			for (const child of children) if (child.pid !== undefined) process.kill(-child.pid);
		},
	};
}
