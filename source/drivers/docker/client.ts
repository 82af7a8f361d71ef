import {setTimeout as delay} from 'node:timers/promises';
import type {ClusterCommand} from '../../cluster/command.ts';
import type {ClusterEvent, ClusterInfo} from '../../cluster/event.ts';
import {limits} from '../../cluster/limits.ts';
import type {StatementError} from '../../cluster/statement.ts';
import {clockMs} from '../clock.ts';
import type {Answer, Driver, RowSink} from '../driver.ts';
import {Outbox} from '../outbox.ts';
import {capabilitiesOf} from './capabilities.ts';
import {type ChooseDatabase, chooseCluster, chooseDatabase} from './choose-cluster.ts';
import {control} from './control.ts';
import {clusterNameOf, findContainers} from './discovery/find-clusters.ts';
import {type FoundIngress, findIngress} from './discovery/find-ingress.ts';
import type {LitefsContainer} from './discovery/recognise.ts';
import {DockerError} from './docker-error.ts';
import {type Endpoint, type Environment, findEndpoint} from './engine/endpoint.ts';
import {connectEngine, type EngineEvent} from './engine/engine.ts';
import {type EngineLink, type LinkListener, openEngineLink} from './engine/engine-link.ts';
import {createEngineAbsence} from './engine-absence.ts';
import {Flow} from './flow.ts';
import {Nodes} from './nodes.ts';

export {type FoundCluster, findClusters} from './discovery/find-clusters.ts';
export {DockerError} from './docker-error.ts';

/** What a cluster in Docker is opened with. What is missing is what there is only one of. */
export interface DockerOptions {
	/** The compose project, or what else `findClusters` calls it. */
	readonly cluster?: string;
	/** The name of a database, as LiteFS has it in its mount. */
	readonly database?: string;
	/** Asked where no database is named and there are several; without it, that is an error. */
	readonly chooseDatabase?: ChooseDatabase;
	/** Rows of a result that are taken; undefined takes them all. */
	readonly rowLimit?: number;
	/** Statements that write are refused. */
	readonly readOnly?: boolean;
	/** Who this is, for messages to people, such as `explorer`. */
	readonly name: string;
	/** Where to look for the engine; the process's own where it is missing. */
	readonly environment?: Environment;
}

/**
 * Attaches to a LiteFS cluster in Docker, as a guest: nothing is written and nothing is left there. Returns at once; what
 * goes wrong comes as a `gone` event. Containers that are restarted or made anew, and the engine too, are found again.
 */
export function openDocker(
	options: DockerOptions,
	listener: (events: readonly ClusterEvent[]) => void,
	sink: RowSink,
): Driver {
	return new DockerCluster(options, listener, sink);
}

const notThere: StatementError = {
	code: 'LITESCOPE_CLUSTER_GONE',
	message: 'The cluster is not there any more.',
};

class DockerCluster implements Driver {
	readonly #options: DockerOptions;
	readonly #listener: (events: readonly ClusterEvent[]) => void;
	readonly #sink: RowSink;
	readonly #outbox: Outbox;
	readonly #flow: Flow;
	readonly #started: Promise<void>;
	#link: EngineLink | undefined;
	#nodes: Nodes | undefined;
	#name = '';
	#waiting: ClusterCommand[] = [];
	#closed = false;

	constructor(options: DockerOptions, listener: (events: readonly ClusterEvent[]) => void, sink: RowSink) {
		this.#options = options;
		this.#listener = listener;
		this.#sink = sink;
		this.#outbox = new Outbox(events => this.#publish(events));
		this.#flow = new Flow(this.#outbox);
		this.#started = this.#start().catch(error => this.#fail(error));
	}

	send(command: ClusterCommand): void {
		if (this.#closed) return;
		const nodes = this.#nodes;
		if (!nodes) this.#waiting.push(command);
		else if (command.type === 'run' || command.type === 'forward') nodes.sessions(command.node).run(command);
		else if (command.type === 'cancel') nodes.sessions(command.node).cancel();
		else void this.#control(command, nodes);
	}

	readonly logs = async (name: string): Promise<string> => {
		const container = this.#nodes?.get(name)?.watch.container.id;
		if (!this.#link || container === undefined) throw new DockerError(1, `There is no node ${name}.`);
		return this.#link.engine.logs(container, {tail: limits.logLines});
	};

	readonly ask = async (node: string, sql: string): Promise<Answer> => {
		await this.#started;
		return this.#nodes?.ask(node, sql) ?? {error: notThere};
	};

	readonly ingress = async (): Promise<string> => {
		await this.#started;
		const found = await this.#findIngress(this.#nodes?.all.map(({watch}) => watch.container) ?? []);
		if ('url' in found) return found.url;
		throw new DockerError(3, found.problem);
	};

	async close(): Promise<void> {
		if (this.#closed) return;
		this.#outbox.flush();
		this.#closed = true;
		this.#link?.close();
		this.#nodes?.close();
		await this.#started;
		this.#link?.close();
		this.#nodes?.close();
	}

	async #start(): Promise<void> {
		// Nothing is told before the caller has the driver in its hands.
		await undefined;
		this.#say('looking for Docker');
		const link = await openEngineLink(() => connectEngine(findEndpoint(this.#options.environment)));
		this.#link = link;
		const {engine} = link;
		this.#say('looking for LiteFS');
		const {name, containers} = await chooseCluster(engine, this.#options.cluster);
		this.#name = name;
		const {database: named, chooseDatabase: choose} = this.#options;
		const database = await chooseDatabase(engine, name, containers, named, choose);
		if (this.#closed) return;
		const nodes = this.#newNodes(database, link);
		this.#tellCluster(database, await this.#findIngress(containers), containers);
		await link.follow(this.#linkListener(engine.endpoint, nodes));
		await Promise.race([nodes.take(containers), delay(limits.containerMs, undefined, {ref: false})]);
		this.#outbox.push({type: 'ready', atMs: clockMs()});
		this.#outbox.flush();
		this.#nodes = nodes;
		for (const command of this.#waiting.splice(0)) this.send(command);
	}

	async #findIngress(nodes: readonly LitefsContainer[]): Promise<FoundIngress> {
		if (!this.#link) return {problem: notThere.message};
		const {engine} = this.#link;
		return findIngress(await engine.list(), nodes, engine.endpoint);
	}

	#newNodes(database: string, link: EngineLink): Nodes {
		const {rowLimit, readOnly = false, name} = this.#options;
		return new Nodes({
			engine: () => link.engine,
			database,
			outbox: this.#outbox,
			flow: this.#flow,
			sink: this.#sink,
			rowLimit,
			readOnly,
			holder: `${name} ${process.pid}`,
			emit: event => {
				this.#outbox.flush();
				this.#publish([event]);
			},
		});
	}

	#tellCluster(database: string, ingress: FoundIngress, containers: readonly LitefsContainer[]): void {
		const cluster: ClusterInfo = {
			kind: 'docker',
			label: `docker: ${this.#name}`,
			database,
			temporary: false,
			guest: true,
			bundled: containers.every(({bundled}) => bundled),
			capabilities: capabilitiesOf(this.#options.readOnly ?? false, ingress),
		};
		this.#outbox.push({type: 'cluster', atMs: clockMs(), cluster});
	}

	#linkListener(endpoint: Endpoint, nodes: Nodes): LinkListener {
		const absence = createEngineAbsence(endpoint, event => this.#outbox.push(event));
		return {
			event: event => this.#happened(event, nodes),
			silent: absence.silent,
			awake: absence.over,
			lost: reason => {
				absence.lost();
				for (const {watch} of nodes.all) watch.unreachable(reason);
			},
			again: async () => {
				await this.#look(nodes);
				nodes.removeAllBut((await this.#link!.engine.list()).map(({Id}) => Id));
				absence.over();
				// Not waited for: one that does not answer must not keep the engine from being looked for again.
				for (const {watch} of nodes.all) if (!watch.isConnected) void watch.begin();
			},
		};
	}

	#happened(event: EngineEvent, nodes: Nodes): void {
		if (this.#closed) return;
		if (event.type === 'network') {
			const container = event.attributes['container'];
			void nodes.all.find(({watch}) => watch.container.id === container)?.watch.networksChanged();
			return;
		}
		if (nodes.has(event.id)) nodes.happened(event);
		else if (event.action === 'start') void this.#lookAgain(nodes, event.id);
	}

	/** A container that we do not know was started; what runs in it can be told some time later. */
	async #lookAgain(nodes: Nodes, container: string): Promise<void> {
		for (const waitMs of [50, 500, 2000]) {
			await delay(waitMs, undefined, {ref: false});
			if (this.#closed || nodes.has(container)) return;
			await this.#look(nodes).catch(() => undefined);
		}
	}

	async #look(nodes: Nodes): Promise<void> {
		const containers = await findContainers(this.#link!.engine);
		if (!this.#closed) void nodes.take(containers.filter(one => clusterNameOf(one) === this.#name));
	}

	async #control(
		command: Exclude<ClusterCommand, {type: 'run' | 'forward' | 'cancel'}>,
		nodes: Nodes,
	): Promise<void> {
		const node = 'node' in command ? command.node : undefined;
		const watch = node === undefined ? undefined : nodes.get(node)?.watch;
		const where = watch && node !== undefined ? {node} : {};
		const say = (level: 'info' | 'error', text: string) =>
			this.#outbox.push({type: 'notice', atMs: clockMs(), level, text, ...where});
		try {
			if (!watch)
				throw new DockerError(
					2,
					node === undefined ? `Docker has no ${command.type}.` : `There is no node ${node}.`,
				);
			const others = nodes.all.map(one => one.watch).filter(one => one !== watch);
			await control(command, this.#link!.engine, watch, others, text => say('info', text));
		} catch (error) {
			say('error', (error as Error).message);
		}
	}

	#say(text: string): void {
		this.#publish([{type: 'connecting', atMs: clockMs(), text}]);
	}

	#fail(error: unknown): void {
		const exitStatus = error instanceof DockerError ? error.exitStatus : 1;
		this.#outbox.flush();
		this.#publish([{type: 'gone', atMs: clockMs(), text: (error as Error).message, exitStatus}]);
		this.#closed = true;
	}

	#publish(events: readonly ClusterEvent[]): void {
		if (!this.#closed) this.#listener(events);
	}
}
