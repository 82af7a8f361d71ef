import type {ClusterEvent} from '../../cluster/event.ts';
import {limits} from '../../cluster/limits.ts';
import {createAsker} from '../asker.ts';
import {clockMs} from '../clock.ts';
import type {Answer, RowSink} from '../driver.ts';
import type {Outbox} from '../outbox.ts';
import {identityOf, nameNodes} from './discovery/node-names.ts';
import type {LitefsContainer} from './discovery/recognise.ts';
import type {Engine, EngineEvent} from './engine/engine.ts';
import type {Flow} from './flow.ts';
import {NodeWatch} from './node/node-watch.ts';
import {createNodeSessions, type NodeSessions} from './session/node-sessions.ts';

/** A node with the person's session on it. */
export interface Node {
	readonly watch: NodeWatch;
	readonly sessions: NodeSessions;
}

/** What the nodes of a cluster have in common. */
export interface NodesContext {
	readonly engine: () => Engine;
	readonly database: string;
	readonly outbox: Outbox;
	readonly flow: Flow;
	readonly sink: RowSink;
	/** Goes out at once, behind everything that waits. */
	readonly emit: (event: ClusterEvent) => void;
	readonly rowLimit: number | undefined;
	readonly readOnly: boolean;
	/** Who has these sessions, for people. */
	readonly holder: string;
}

/** The nodes of a cluster by their names. Containers come and go; a node stays when its container is made anew. */
export class Nodes {
	readonly #context: NodesContext;
	readonly #nodes = new Map<string, Node>();
	#names: ReadonlyMap<string, string> = new Map();
	readonly #removals = new Map<string, NodeJS.Timeout>();
	#expecting: NodeJS.Timeout | undefined;
	readonly #asker = createAsker<NodeSessions>(by =>
		createNodeSessions({...this.#context, ...by, watch: () => this.#nodes.get(by.node)?.watch}),
	);

	constructor(context: NodesContext) {
		this.#context = context;
	}

	get all(): readonly Node[] {
		return [...this.#nodes.values()];
	}

	get(name: string): Node | undefined {
		return this.#nodes.get(name);
	}

	/** Takes in the containers that there are now. Resolved when those that are new have been looked into. */
	async take(containers: readonly LitefsContainer[]): Promise<void> {
		this.#names = nameNodes(containers, this.#names);
		await Promise.all(containers.map(container => this.#takeOne(container)));
	}

	/** Whether a container is a node's. */
	has(container: string): boolean {
		return this.all.some(({watch}) => watch.container.id === container);
	}

	/** Something happened to a container. */
	happened(event: EngineEvent): void {
		const [name, node] = [...this.#nodes].find(([, {watch}]) => watch.container.id === event.id) ?? [];
		if (name === undefined || !node) return;
		node.watch.happened(event);
		if (event.action === 'destroy') this.#removeLater(name);
	}

	/** Nobody told what happened meanwhile: of all containers these are left. */
	removeAllBut(containers: readonly string[]): void {
		for (const {watch} of this.all) {
			const {id} = watch.container;
			if (!containers.includes(id)) this.happened({type: 'container', action: 'destroy', id, attributes: {}});
		}
	}

	/** Sessions on a node that does not exist answer for it. */
	sessions(name: string): NodeSessions {
		return this.#nodes.get(name)?.sessions ?? this.#newSessions(name);
	}

	/** Asks a query on a node, in a session that is nobody's. */
	ask(node: string, sql: string): Promise<Answer> {
		return this.#asker.ask(node, sql);
	}

	close(): void {
		this.#asker.close();
		for (const timer of this.#removals.values()) clearTimeout(timer);
		for (const {watch, sessions} of this.all) {
			sessions.close();
			watch.close();
		}
	}

	async #takeOne(container: LitefsContainer): Promise<void> {
		const name = this.#names.get(identityOf(container)) ?? container.container;
		clearTimeout(this.#removals.get(name));
		this.#removals.delete(name);
		const known = this.#nodes.get(name);
		if (known?.watch.container.id === container.id) return;
		if (known) return known.watch.replaced(container);
		const node = {watch: this.#newWatch(name, container), sessions: this.#newSessions(name)};
		this.#nodes.set(name, node);
		await node.watch.begin();
	}

	#newSessions(node: string): NodeSessions {
		return createNodeSessions({...this.#context, node, watch: () => this.#nodes.get(node)?.watch});
	}

	#newWatch(name: string, container: LitefsContainer): NodeWatch {
		const {engine, database, outbox, flow, holder} = this.#context;
		return new NodeWatch(
			{
				name,
				engine,
				database,
				changed: node => {
					if (node.role === 'primary' && node.status === 'running') this.#demoteOthers(name);
					outbox.push({type: 'node', atMs: clockMs(), node});
				},
				tables: tables => outbox.push({type: 'tables', atMs: clockMs(), node: name, tables}),
				moved: (role, move) => {
					flow.moved(name, role, move);
					if (role === 'primary') this.#expectArrivals();
				},
				isBehind: () => {
					const position = flow.position(name);
					return position !== undefined && flow.behind(position.txid) > 0n;
				},
				holders: () => (this.#nodes.get(name)?.sessions.inTransaction() ? holder : ''),
				withShell: () => this.#withShell(),
				lost: () => {
					this.#nodes.get(name)?.sessions.lost();
					this.#asker.of(name)?.lost();
				},
			},
			container,
		);
	}

	#withShell(): string | undefined {
		const able = [...this.#nodes].filter(([, {watch}]) => watch.hasShell);
		return (able.find(([, {watch}]) => watch.role === 'primary') ?? able[0])?.[0];
	}

	/** A replica that does not follow soon is looked at: once for all transactions of a moment. */
	#expectArrivals(): void {
		this.#expecting ??= setTimeout(() => {
			this.#expecting = undefined;
			for (const {watch} of this.all) if (watch.role === 'replica') watch.nudge();
		}, limits.holdMs).unref();
	}

	/** A primary that is away may be one no more when it comes back. */
	#demoteOthers(primary: string): void {
		for (const [name, {watch}] of this.#nodes) {
			if (name !== primary && watch.role === 'primary' && watch.status !== 'running') watch.demote();
		}
	}

	#removeLater(name: string): void {
		const timer = setTimeout(() => {
			this.#removals.delete(name);
			this.#nodes.get(name)?.watch.close();
			this.#nodes.delete(name);
			this.#context.outbox.push({type: 'removed', atMs: clockMs(), node: name});
		}, limits.removedMs);
		this.#removals.set(name, timer.unref());
	}
}
