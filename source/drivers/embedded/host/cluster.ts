import type {ClusterCommand} from '../../../cluster/command.ts';
import type {ClusterEvent, ClusterInfo} from '../../../cluster/event.ts';
import {limits} from '../../../cluster/limits.ts';
import {groupDigits} from '../../../sqlite/values.ts';
import {clockMs} from '../../clock.ts';
import {capabilities} from '../capabilities.ts';
import {sayFailure} from '../full-disk.ts';
import {databaseName, type HostOptions} from '../protocol.ts';
import {type ClusterFile, type KeptNode, writeClusterFile} from './cluster-file.ts';
import type {HostContext} from './context.ts';
import {replicaNames} from './create-cluster.ts';
import {PrimaryNode} from './primary-node.ts';
import {ReplicaNode} from './replica-node.ts';

/** The nodes of a cluster, and what is asked of them, one thing after the other. */
export class Cluster {
	readonly primary: PrimaryNode;
	readonly replicas: readonly ReplicaNode[];
	readonly #options: HostOptions;
	readonly #kept: ClusterFile;
	readonly #context: HostContext;
	#work: Promise<void> = Promise.resolve();
	#ready = false;
	#closing = false;

	constructor(options: HostOptions, kept: ClusterFile, context: HostContext) {
		const {folder} = options;
		this.#options = options;
		this.#kept = kept;
		this.#context = context;
		this.primary = new PrimaryNode(folder, context, () => this.#keepFrom(), {
			committed: () => {
				for (const replica of this.replicas) replica.primaryAt();
			},
			gone: () => {
				for (const replica of this.replicas) replica.primaryGone();
			},
		});
		this.replicas = replicaNames(kept.replicas).map(name => {
			const {latencyMs, cut} = keptNode(kept, name);
			return new ReplicaNode(folder, name, {latencyMs, cut}, context, this.primary);
		});
	}

	/** Starts the nodes that are not stopped on request. Rejects with what keeps the primary from it. */
	async start(): Promise<void> {
		if (!keptNode(this.#kept, this.primary.name).stopped) await this.primary.start();
		for (const replica of this.replicas) {
			if (!keptNode(this.#kept, replica.name).stopped) replica.start();
		}
	}

	/** A node by its name. */
	node(name: string): PrimaryNode | ReplicaNode | undefined {
		return [this.primary, ...this.replicas].find(node => node.name === name);
	}

	/** Everything that a watcher must know who comes now. */
	state(): readonly ClusterEvent[] {
		const atMs = clockMs();
		const nodes = [this.primary, ...this.replicas];
		const {recent} = this.#context.outbox;
		return [
			{type: 'connecting', atMs, text: 'starting the nodes'},
			{type: 'cluster', atMs, cluster: this.#info()},
			...nodes.map(node => ({type: 'node', atMs, node: node.info}) as const),
			...nodes.map(({name: node, tables}) => ({type: 'tables', atMs, node, tables}) as const),
			{type: 'transactions', atMs, transactions: recent, skipped: 0},
			...nodes.flatMap(({name: node, position}) =>
				position ? [{type: 'position', atMs, node, position} as const] : [],
			),
			...(this.#ready ? [{type: 'ready', atMs} as const] : []),
		];
	}

	/** To be called when events go out: says `ready` once, when every node has what it can get. */
	settle(): void {
		if (this.#ready || !this.replicas.every(({isSettled}) => isSettled)) return;
		this.#ready = true;
		this.#context.outbox.push({type: 'ready', atMs: clockMs()});
	}

	/** Does what is asked, after what was asked before. */
	command(command: ClusterCommand): void {
		this.#work = this.#work.then(async () => {
			if (this.#closing) return;
			try {
				await this.#run(command);
			} catch (error) {
				this.#refuse(`${command.type} failed: ${sayFailure(error, this.#options.folder)}`);
			}
		});
	}

	/** Closes every node, the primary last: what was committed is sent, but not waited for. */
	async close(): Promise<void> {
		this.#closing = true;
		await this.#work;
		await Promise.all(this.replicas.map(replica => replica.stop()));
		await this.primary.stop();
	}

	async #run(command: ClusterCommand): Promise<void> {
		switch (command.type) {
			case 'run':
			case 'forward':
			case 'cancel':
				return;
			case 'checkpoint':
				return this.primary.checkpoint();
			case 'pause':
			case 'resume':
				return this.#pause(command.node, command.type === 'pause');
			case 'link':
				return this.#setLink(command);
			default:
				await this.#control(command.type, command.node);
		}
	}

	async #control(type: 'stop' | 'start' | 'restart' | 'kill', name: string): Promise<void> {
		const node = this.node(name);
		if (!node) {
			this.#refuse(`There is no node ${name}.`);
			return;
		}
		if (type === 'kill') await node.kill();
		if (type === 'stop' || type === 'restart') await node.stop();
		if (type === 'start' || type === 'restart') await node.start();
		if (type !== 'kill') this.#keep(name, {stopped: type === 'stop'});
	}

	#pause(name: string, paused: boolean): void {
		const replica = this.replicas.find(replica => replica.name === name);
		if (replica) replica.pause(paused);
		else this.#refuse(`Only a replica can be paused, not ${name}.`);
	}

	#setLink({node, latencyMs, cut}: Extract<ClusterCommand, {type: 'link'}>): void {
		const replica = this.replicas.find(replica => replica.name === node);
		if (!replica) this.#refuse(`Only a replica has a link, not ${node}.`);
		else if (!(latencyMs >= 0 && latencyMs <= limits.latencyMs)) {
			this.#refuse(`A link takes 0 to ${groupDigits(limits.latencyMs)} ms, not ${latencyMs}.`);
		} else {
			replica.setLink({latencyMs, cut});
			this.#keep(node, {latencyMs, cut});
		}
	}

	#keep(name: string, change: Partial<KeptNode>): void {
		const nodes = this.#kept.nodes as Record<string, KeptNode>;
		nodes[name] = {...keptNode(this.#kept, name), ...change};
		writeClusterFile(this.#options.folder, this.#kept);
	}

	#refuse(text: string): void {
		this.#context.outbox.push({type: 'notice', atMs: clockMs(), level: 'error', text});
	}

	#keepFrom(): bigint {
		const reading = this.replicas.map(replica => replica.reading).filter(txid => txid !== undefined);
		return reading.toSorted((a, b) => Number(a - b))[0] ?? this.primary.position?.txid ?? 0n;
	}

	#info(): ClusterInfo {
		const {folder, temporary} = this.#options;
		return {
			kind: 'embedded',
			label: temporary ? 'embedded · temporary' : 'embedded',
			database: databaseName,
			folder,
			temporary,
			capabilities,
		};
	}
}

function keptNode(kept: ClusterFile, name: string): KeptNode {
	return kept.nodes[name] ?? {stopped: false, latencyMs: 0, cut: false};
}
