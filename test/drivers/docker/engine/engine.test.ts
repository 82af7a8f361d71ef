import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {findEndpoint} from '../../../../source/drivers/docker/engine/endpoint.ts';
import {connectEngine} from '../../../../source/drivers/docker/engine/engine.ts';

let folder: string;
let server: Server | undefined;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'ls-engine-'));
});
afterEach(() => {
	server?.close();
	server?.closeAllConnections();
	rmSync(folder, {recursive: true});
});

/** Answers like an engine of this version, at a socket. */
async function engine(apiVersion: string): Promise<string> {
	const socket = join(folder, 'docker.sock');
	server = createServer((request, response) => {
		response.setHeader('Content-Type', 'application/json');
		const version = {Version: 'of a test', ApiVersion: apiVersion};
		response.end(JSON.stringify(request.url?.startsWith('/version') ? version : []));
	});
	await new Promise<void>(resolve => void server?.listen(socket, resolve));
	return socket;
}

const connect = (host: string) => connectEngine(findEndpoint({DOCKER_CONFIG: folder, DOCKER_HOST: host}));

describe('a Docker engine', () => {
	it('is used when it is new enough', async () => {
		const socket = await engine('1.41');
		await expect((await connect(`unix://${socket}`)).list()).resolves.toEqual([]);
	});

	it('that is too old is told with what it is and what is needed', async () => {
		await expect(connect(`unix://${await engine('1.24')}`)).rejects.toThrow(
			/too old.*API 1\.24.*Docker 19\.03/,
		);
	});

	it('that is not there is one sentence', async () => {
		const rejects = expect(connect(`unix://${folder}/none.sock`)).rejects;
		await rejects.toMatchObject({
			exitStatus: 3,
			message: `Docker is not running here: there is no engine at unix://${folder}/none.sock.`,
		});
	});

	it('whose socket nobody listens at is one sentence', async () => {
		writeFileSync(join(folder, 'dead.sock'), '');
		await expect(connect(`unix://${folder}/dead.sock`)).rejects.toThrow('No Docker engine answers at');
	});

	it('behind ssh is reached by the person’s own ssh command', async () => {
		const socket = await engine('1.41');
		const bridge = `const s = require('net').connect(${JSON.stringify(socket)}); process.stdin.pipe(s); s.pipe(process.stdout);`;
		const said = join(folder, 'said');
		const script = `#!/bin/sh\necho "$@" >> ${said}\nexec ${process.execPath} -e '${bridge.replaceAll("'", "'\\''")}'\n`;
		writeFileSync(join(folder, 'ssh'), script);
		chmodSync(join(folder, 'ssh'), 0o755);
		const path = process.env['PATH'];
		process.env['PATH'] = `${folder}${delimiter}${path}`;
		try {
			await expect((await connect('ssh://ada@build')).list()).resolves.toEqual([]);
		} finally {
			process.env['PATH'] = path;
		}
	});

	it('behind an ssh that refuses is told in the words of ssh', async () => {
		const script = '#!/bin/sh\necho "ada@build: Permission denied (publickey)." >&2\nexit 255\n';
		writeFileSync(join(folder, 'ssh'), script);
		chmodSync(join(folder, 'ssh'), 0o755);
		const path = process.env['PATH'];
		process.env['PATH'] = `${folder}${delimiter}${path}`;
		try {
			await expect(connect('ssh://ada@build')).rejects.toThrow('Permission denied (publickey)');
		} finally {
			process.env['PATH'] = path;
		}
	});
});
