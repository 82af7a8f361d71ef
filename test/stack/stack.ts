import type {AddressInfo} from 'node:net';
import {createServer} from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';
import {run as runDown} from '../../source/commands/down.ts';
import {run as runUp, type UpOptions} from '../../source/commands/up.ts';
import {testIo} from '../commands/command-io.ts';
import {deadlineMs} from '../deadline.ts';
import {docker} from './engine.ts';

/** A stack of a test's own, which is not the one that a person may have. */
export interface TestStack {
	readonly project: string;
	readonly port: number;
	up(options?: UpOptions, interrupted?: AbortSignal): Promise<Ended>;
	down(options?: {readonly volumes: boolean}): Promise<Ended>;
	/** Asks the ingress. */
	ask(path: string, init?: RequestInit): Promise<Reply>;
	/** Runs a command in a node and gives what it writes. */
	inNode(node: string, ...command: readonly string[]): Promise<string>;
	/** The name of a node's container. */
	container(node: string): string;
	position(node: string): Promise<string>;
}

export interface Ended {
	readonly exitStatus: number;
	readonly out: string;
	readonly said: string;
}

export interface Reply {
	readonly status: number;
	/** Who answered. */
	readonly node: string | null;
	// biome-ignore lint/suspicious/noExplicitAny: what an answer has in it is what tests are about
	readonly body: any;
	readonly cookie: string | undefined;
}

/** Names a stack's project and port, for this process. Nothing is started. */
export async function testStack(): Promise<TestStack> {
	const project = `litescope-test-${process.pid}`;
	process.env.COMPOSE_PROJECT_NAME = project;
	// Nodes are paused in these tests, which some engines do not survive while a health check begins.
	process.env.LITESCOPE_HEALTH_INTERVAL = '1h';
	const port = await freePort();
	const container = (node: string) => `${project}-${/\d$/.test(node) ? node : `${node}-1`}`;
	const inNode = (node: string, ...command: readonly string[]) => docker('exec', container(node), ...command);
	return {
		project,
		port,
		container,
		inNode,
		async up(options = {}, interrupted) {
			const io = testIo(interrupted && {interrupted});
			return {exitStatus: await runUp(options, io), out: io.written(), said: io.said()};
		},
		async down(options = {volumes: false}) {
			const io = testIo();
			return {exitStatus: await runDown(options, io), out: io.written(), said: io.said()};
		},
		async ask(path, init) {
			const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
			return {
				status: response.status,
				node: response.headers.get('x-served-by'),
				body: await response.json(),
				cookie: response.headers.get('set-cookie')?.split(';')[0],
			};
		},
		async position(node) {
			return (await inNode(node, 'cat', '/litefs/data.db-pos')).trim();
		},
	};
}

/** A port of this machine that nobody has now. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise(resolve => server.once('listening', resolve));
	const {port} = server.address() as AddressInfo;
	await new Promise(resolve => server.close(resolve));
	return port;
}

/** Looks again and again until it is as `isSo` says; what was seen last stands in the error when it never is. */
export async function until<T>(what: string, look: () => Promise<T>, isSo: (seen: T) => boolean): Promise<T> {
	const untilMs = Date.now() + deadlineMs;
	for (;;) {
		const seen = await look();
		if (isSo(seen)) return seen;
		if (Date.now() > untilMs) {
			throw new Error(`Waited ${deadlineMs} ms for ${what}, and saw ${JSON.stringify(seen)}.`);
		}
		await delay(50);
	}
}
