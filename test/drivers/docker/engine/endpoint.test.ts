import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {findEndpoint} from '../../../../source/drivers/docker/engine/endpoint.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'ls-docker-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

/** Writes a context as `docker context create` does. */
function context(
	name: string,
	host: string,
	certificates: Readonly<Record<string, string>> = {},
	skip = false,
) {
	const digest = createHash('sha256').update(name).digest('hex');
	const meta = join(folder, 'contexts', 'meta', digest);
	const tls = join(folder, 'contexts', 'tls', digest, 'docker');
	for (const path of [meta, tls]) mkdirSync(path, {recursive: true});
	const docker = {Host: host, SkipTLSVerify: skip};
	writeFileSync(join(meta, 'meta.json'), JSON.stringify({Name: name, Endpoints: {docker}}));
	for (const [file, text] of Object.entries(certificates)) writeFileSync(join(tls, file), text);
}

const find = (environment: Readonly<Record<string, string>> = {}) =>
	findEndpoint({DOCKER_CONFIG: folder, ...environment});

describe('the Docker engine is looked for', () => {
	it('where DOCKER_HOST says, whatever context there is', () => {
		expect(find({DOCKER_HOST: 'unix:///run/a.sock', DOCKER_CONTEXT: 'nowhere'})).toMatchObject({
			kind: 'socket',
			path: '/run/a.sock',
		});
		expect(find({DOCKER_HOST: 'tcp://build:2375'})).toMatchObject({kind: 'tcp', host: 'build', port: 2375});
		expect(find({DOCKER_HOST: 'ssh://ada@build:2222'})).toMatchObject({
			kind: 'ssh',
			host: 'build',
			user: 'ada',
			port: '2222',
		});
	});

	it('by TLS with the certificates of DOCKER_CERT_PATH', () => {
		writeFileSync(join(folder, 'ca.pem'), 'the authority');
		const environment = {DOCKER_HOST: 'tcp://build', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder};
		expect(find(environment)).toMatchObject({port: 2376, tls: {ca: 'the authority', verify: true}});
	});

	it('in the context that DOCKER_CONTEXT names, else in the current one', () => {
		context('far', 'ssh://far');
		context('near', 'tcp://near:2376', {'cert.pem': 'us'}, true);
		writeFileSync(join(folder, 'config.json'), JSON.stringify({currentContext: 'near'}));
		expect(find()).toMatchObject({kind: 'tcp', host: 'near', tls: {cert: 'us', verify: false}});
		expect(find({DOCKER_CONTEXT: 'far'})).toMatchObject({kind: 'ssh', host: 'far'});
	});

	it('at the usual place where nothing is said', () => {
		expect(find()).toMatchObject({kind: 'socket'});
	});

	it.each([
		[{DOCKER_CONTEXT: 'nowhere'}, 'The Docker context nowhere does not exist'],
		[{DOCKER_HOST: 'gopher://build'}, 'gopher://build is not one that can be used'],
	])('and what is wrong is a sentence: %o', (environment, words) => {
		expect(() => find(environment)).toThrow(words);
	});

	it('and a broken configuration is named', () => {
		writeFileSync(join(folder, 'config.json'), '{');
		expect(() => find()).toThrow(`${folder}/config.json cannot be read`);
	});
});
