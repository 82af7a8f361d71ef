import {type ChildProcess, fork} from 'node:child_process';
import {existsSync} from 'node:fs';
import {createConnection} from 'node:net';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {onTestFinished} from 'vitest';
import type {ClusterCommand} from '../../../source/cluster/command.ts';
import type {ClusterEvent} from '../../../source/cluster/event.ts';
import type {NodeInfo, Position, Table} from '../../../source/cluster/node.ts';
import {type Channel, openChannel} from '../../../source/drivers/embedded/channel.ts';
import type {FromHost, HostOptions, ToHost} from '../../../source/drivers/embedded/protocol.ts';
import {release} from '../../../source/drivers/embedded/release.ts';
import {formatPosition} from '../../../source/litefs/position.ts';
import {until} from './until.ts';

const program = fileURLToPath(new URL('../../../source/drivers/embedded/host.ts', import.meta.url));

/** A host process with one watcher, and what that was told. */
export class RunningHost {
	readonly folder: string;
	readonly socket: string;
	readonly events: ClusterEvent[] = [];
	readonly nodes = new Map<string, NodeInfo>();
	readonly positions = new Map<string, Position>();
	readonly tables = new Map<string, readonly Table[]>();
	readonly ended: Promise<void>;
	readonly pid: number;
	readonly #child: ChildProcess;
	#watcher: Channel<ToHost> | undefined;

	private constructor(child: ChildProcess, {folder, socket}: HostOptions) {
		this.#child = child;
		this.pid = child.pid!;
		this.folder = folder;
		this.socket = socket;
		this.ended = new Promise(resolve => child.once('exit', () => resolve()));
	}

	/**
	 * Starts a host and watches it until it is ready. Rejects with its reason where it cannot start; `stderr` is
	 * where it tells more of that.
	 */
	static async start(
		folder: string,
		options: Partial<HostOptions> = {},
		stderr: 'inherit' | 'ignore' = 'inherit',
	): Promise<RunningHost> {
		const socket = join(folder, 'socket');
		const all = {folder, temporary: false, replicas: 1, latencyMs: 0, socket, ...options};
		const child = fork(program, [JSON.stringify(all)], {
			detached: true,
			stdio: ['ignore', 'inherit', stderr, 'ipc'],
		});
		const host = new RunningHost(child, all);
		onTestFinished(() => host.kill());
		const answer = await new Promise<{type: string; reason?: string}>(resolve => {
			child.once('message', resolve);
			void host.ended.then(() => resolve({type: 'failed', reason: 'It ended.'}));
		});
		if (answer.type === 'failed') throw new Error(answer.reason);
		host.watch();
		await host.until('ready', () => host.events.some(({type}) => type === 'ready'));
		return host;
	}

	/** Connects as another client would. */
	connect(receive: (message: FromHost) => void, closed: () => void = () => {}): Channel<ToHost> {
		return openChannel<FromHost, ToHost>(createConnection(this.socket), receive, closed);
	}

	/** Watches it; what a watcher from before is told is not noted any more. */
	watch(): void {
		const watcher: Channel<ToHost> = this.connect(message => {
			if (message.type !== 'events' || watcher !== this.#watcher) return;
			for (const event of message.events) this.#note(event);
		});
		this.#watcher = watcher;
		this.#watcher.send({type: 'hello', release, as: 'watcher'});
	}

	/** Forgets what was told so far. */
	forget(): void {
		this.events.length = 0;
		this.nodes.clear();
	}

	send(command: ClusterCommand): void {
		this.#watcher!.send({type: 'command', command});
	}

	/** Waits until a condition on what was told is true. */
	until(awaited: string, condition: () => boolean): Promise<void> {
		return until(awaited, condition, () => ({
			positions: [...this.positions].map(([name, position]) => `${name} ${formatPosition(position)}`),
			nodes: [...this.nodes.values()].map(({name, status, reason}) => [name, status, reason]),
			tables: [...this.tables].map(([name, tables]) => [name, ...tables.map(table => table.name)]),
			last: this.events.slice(-3),
		}));
	}

	/** Waits until nodes, or all, are at the primary's position, and that is at least a TXID. */
	identical(txid: bigint, names: readonly string[] = [...this.nodes.keys()]): Promise<void> {
		return this.until(`${names.join(', ')} identical at ${txid} or later`, () => {
			const primary = this.positions.get('primary');
			if (!primary || primary.txid < txid) return false;
			return names.every(name => {
				const position = this.positions.get(name);
				return position?.txid === primary.txid && position.checksum === primary.checksum;
			});
		});
	}

	/** Waits for a node's status. */
	status(name: string, status: NodeInfo['status']): Promise<void> {
		return this.until(`${name} ${status}`, () => this.nodes.get(name)?.status === status);
	}

	/** Events of a type, in the order in which they came. */
	of<Type extends ClusterEvent['type']>(type: Type): readonly Extract<ClusterEvent, {type: Type}>[] {
		return this.events.filter(event => event.type === type) as Extract<ClusterEvent, {type: Type}>[];
	}

	/** What a transaction did, as far as that was told, with it or later. */
	changeOf(txid: bigint): string | undefined {
		const told = this.of('transactions').flatMap(({transactions}) => transactions);
		const later = this.of('change').findLast(event => event.txid === txid);
		return (later ?? told.find(({position}) => position.txid === txid))?.change?.text;
	}

	database(node: string): string {
		return join(this.folder, node, 'data.db');
	}

	/** Stops watching, and waits until the host has ended for that reason. */
	async close(): Promise<void> {
		this.#watcher?.close();
		await this.ended;
	}

	signal(signal: NodeJS.Signals): void {
		this.#child.kill(signal);
	}

	async kill(): Promise<void> {
		if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
		this.#child.kill('SIGKILL');
		await this.ended;
	}

	isThere(): boolean {
		return existsSync(this.folder);
	}

	#note(event: ClusterEvent): void {
		this.events.push(event);
		if (event.type === 'node') this.nodes.set(event.node.name, event.node);
		if (event.type === 'position') this.positions.set(event.node, event.position);
		if (event.type === 'tables') this.tables.set(event.node, event.tables);
	}
}
