import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {composeFile} from '../../source/stack/compose-file.ts';
import {parseContainers, stackContainers} from '../../source/stack/containers.ts';

const object = (name: string, service: string, state: string) =>
	JSON.stringify({ID: `id-of-${name}`, Name: name, Service: service, Project: 'shop', State: state});

describe('the containers of the stack', () => {
	const objects = [
		object('shop-replica-10', 'replica', 'running'),
		object('shop-replica-2', 'replica', 'exited'),
		object('shop-primary-1', 'primary', 'running'),
	];
	const expected = [
		{name: 'primary', number: 1, state: 'running'},
		{name: 'replica-2', number: 2, state: 'exited'},
		{name: 'replica-10', number: 10, state: 'running'},
	];

	it('are read in the order of their numbers, from an object a line', () => {
		expect(parseContainers(`${objects.join('\n')}\n`)).toMatchObject(expected);
	});

	it('are read from a list, as older releases of Compose write it', () => {
		expect(parseContainers(`[${objects.join(',')}]`)).toMatchObject(expected);
	});

	it('are none where Compose writes nothing', () => {
		expect(parseContainers('')).toEqual([]);
	});
});

describe('docker compose', () => {
	afterEach(() => vi.unstubAllEnvs());

	it('finds the compose file that litescope brings', () => {
		expect(existsSync(composeFile())).toBe(true);
	});

	it('that is not there is one sentence', async () => {
		const empty = mkdtempSync(join(tmpdir(), 'litescope-test-'));
		vi.stubEnv('PATH', empty);
		await expect(
			stackContainers({port: 8080, interrupted: new AbortController().signal}),
		).rejects.toMatchObject({
			exitStatus: 3,
			message: expect.stringMatching(/^There is no docker command here/),
		});
		rmSync(empty, {recursive: true});
	});

	it('is not started when the person has interrupted', async () => {
		await expect(stackContainers({port: 8080, interrupted: AbortSignal.abort()})).rejects.toMatchObject({
			exitStatus: 130,
		});
	});
});
