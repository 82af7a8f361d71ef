import {describe, expect, it} from 'vitest';
import {explainFailure} from '../../source/stack/failures.ts';

/** What Docker said, word for word, in the situation that stands before it. */
const said: readonly (readonly [string, string, 1 | 3, RegExp])[] = [
	[
		'no Compose plugin',
		"docker: 'compose' is not a docker command.\nSee 'docker --help'",
		3,
		/^Docker has no Compose plugin/,
	],
	[
		'no Compose plugin, in an older Docker',
		"unknown shorthand flag: 'f' in -f\nSee 'docker --help'.",
		3,
		/^Docker has no Compose plugin/,
	],
	[
		'no engine',
		'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
		3,
		/^Docker’s engine does not answer/,
	],
	[
		'no right to use it',
		'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.45/containers/json": dial unix /var/run/docker.sock: connect: permission denied',
		3,
		/^You may not use Docker’s engine/,
	],
	[
		'a port that another container has',
		'Error response from daemon: driver failed programming external connectivity on endpoint x-ingress-1 (fd1): Bind for 127.0.0.1:8080 failed: port is already allocated',
		1,
		/^Port 8080 .* litescope up --port 8081\.$/,
	],
	[
		'a port that another program has',
		'Error response from daemon: Error starting userland proxy: listen tcp4 127.0.0.1:8080: bind: address already in use',
		1,
		/^Port 8080 .* litescope up --port 8081\.$/,
	],
	[
		'a registry that cannot be reached',
		'failed to solve: failed to do request: Head "https://registry-1.docker.io/v2/library/node/manifests/24": dial tcp: lookup registry-1.docker.io on 10.0.0.1:53: no such host',
		1,
		/^An image cannot be fetched: registry-1\.docker\.io cannot be reached/,
	],
	[
		'a step of the build that fails',
		'failed to solve: process "/bin/sh -c apt-get update" did not complete successfully: exit code: 100',
		1,
		/^The stack’s images could not be built\.$/,
	],
	[
		'no FUSE',
		'Error response from daemon: error gathering device information while adding custom device "/dev/fuse": no such file or directory',
		1,
		/has no \/dev\/fuse/,
	],
];

describe('a failure of Docker', () => {
	it.each(said)('is one sentence where there is %s', (_, log, exitStatus, sentence) => {
		const error = explainFailure('docker compose up', log.split('\n'), 8080);
		expect(error.message).toMatch(sentence);
		expect(error.exitStatus).toBe(exitStatus);
		expect(error.log.join('\n')).toBe(log);
	});

	it('that nobody foresaw names the command and keeps the end of the log', () => {
		const error = explainFailure('docker compose up', ['something else'], 8080);
		expect(error).toMatchObject({
			message: '`docker compose up` failed.',
			exitStatus: 1,
			log: ['something else'],
		});
	});
});
