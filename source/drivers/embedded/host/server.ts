import {chmodSync, rmSync} from 'node:fs';
import {createServer, type Server, type Socket} from 'node:net';
import type {ClusterEvent} from '../../../cluster/event.ts';
import {type Channel, openChannel} from '../channel.ts';
import type {FromHost, ToHost} from '../protocol.ts';
import {release} from '../release.ts';
import type {Cluster} from './cluster.ts';
import type {Sessions} from './sessions.ts';

type Hello = Extract<ToHost, {type: 'hello'}>;
type Mark = Extract<ToHost, {type: 'mark'}>;

/** Who is connected to the host: watchers, which get the events, and sessions. */
export class Clients {
	readonly #cluster: Cluster;
	readonly #sessions: Sessions;
	readonly #onWatchers: (count: number) => void;
	readonly #watchers = new Set<Channel<FromHost>>();

	/** `onWatchers` is called whenever a watcher came or went. */
	constructor(cluster: Cluster, sessions: Sessions, onWatchers: (count: number) => void) {
		this.#cluster = cluster;
		this.#sessions = sessions;
		this.#onWatchers = onWatchers;
	}

	/** Tells every watcher. */
	publish(events: readonly ClusterEvent[]): void {
		for (const watcher of this.#watchers) watcher.send({type: 'events', events});
	}

	/** Serves a connection until it is closed. */
	serve(socket: Socket): void {
		const {promise: closed, resolve} = Promise.withResolvers<void>();
		let hello: Hello | undefined;
		const channel: Channel<FromHost> = openChannel<ToHost, FromHost>(
			socket,
			message => {
				if (message.type === 'hello') {
					hello = message;
					this.#greet(message, channel, closed);
				} else if (message.type === 'ping') channel.send({type: 'pong'});
				else if (message.type === 'leave') this.#leave(channel);
				else if (message.type === 'command') this.#cluster.command(message.command);
				else if (hello?.as === 'session') this.#mark(hello.node, message, channel);
			},
			resolve,
		);
	}

	#greet(hello: Hello, channel: Channel<FromHost>, closed: Promise<void>): void {
		if (hello.release !== release) {
			const reason = `This cluster is run by litescope ${release}; litescope ${hello.release} cannot join it.`;
			channel.send({type: 'refused', reason});
			channel.close();
		} else if (hello.as === 'watcher') this.#watch(channel, closed);
		else this.#admit(hello, channel, closed);
	}

	#watch(channel: Channel<FromHost>, closed: Promise<void>): void {
		this.#cluster.settle();
		channel.send({type: 'events', events: this.#cluster.state()});
		this.#watchers.add(channel);
		this.#onWatchers(this.#watchers.size);
		void closed.then(() => this.#forget(channel));
	}

	#leave(channel: Channel<FromHost>): void {
		const others = this.#watchers.size - (this.#watchers.has(channel) ? 1 : 0);
		channel.send({type: 'farewell', last: others === 0});
		this.#forget(channel);
	}

	#forget(channel: Channel<FromHost>): void {
		if (this.#watchers.delete(channel)) this.#onWatchers(this.#watchers.size);
	}

	#admit(hello: Extract<Hello, {as: 'session'}>, channel: Channel<FromHost>, closed: Promise<void>): void {
		const node = this.#cluster.node(hello.node);
		// A node that is being stopped runs until its sessions have ended; another must not slip in meanwhile.
		const barred = this.#sessions.barred(hello.node);
		const open = node && barred === undefined && (node.status === 'running' || node.status === 'paused');
		if (!open) {
			const reason = node
				? (barred ?? `${hello.node} is ${node.status}.`)
				: `There is no node ${hello.node}.`;
			channel.send({type: 'end', reason});
			return;
		}
		this.#sessions.add({node: hello.node, pid: hello.pid, name: hello.name, channel, closed});
		channel.send({type: 'welcome', path: node.path, readonly: node.info.role === 'replica'});
	}

	#mark(nodeName: string, mark: Mark, channel: Channel<FromHost>): void {
		const {sequence, before, statement, durationMs, change} = mark;
		const {primary} = this.#cluster;
		const isPrimary = nodeName === primary.name;
		const known = {statement, durationMs, ...(change && {change})};
		const committed = isPrimary ? primary.mark(before, known) : undefined;
		const primaryTxid = primary.position?.txid ?? before;
		const own = this.#cluster.node(nodeName)?.position?.txid ?? before;
		channel.send({type: 'marked', sequence, ...(committed && {committed}), atTxid: own, primaryTxid});
	}
}

/** Listens on a Unix socket that nobody else may connect to. Rejects with why it cannot. */
export function listen(path: string, serve: (socket: Socket) => void): Promise<Server> {
	// What a host that was killed has left; one that runs has the folder's lock, and we would not be here.
	rmSync(path, {force: true});
	return new Promise((resolve, reject) => {
		const server = createServer(serve);
		server.once('error', reject);
		server.listen(path, () => {
			chmodSync(path, 0o600);
			resolve(server);
		});
	});
}
