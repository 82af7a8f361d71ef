import type {ClusterCommand} from '../../cluster/command.ts';
import type {ClusterEvent} from '../../cluster/event.ts';
import type {Driver, RowSink} from '../driver.ts';
import {connectCluster} from './client/cluster-connection.ts';
import {createNodeStatements, type NodeStatements} from './client/node-statements.ts';
import type {EmbeddedOptions} from './client/options.ts';
import {createSessionPool} from './client/session-pool.ts';
import {surprises} from './client/surprises.ts';

export {checkEmbedded, EmbeddedError, type EmbeddedOptions, holdsCluster} from './client/options.ts';

/**
 * Opens an embedded cluster: one that is kept in a folder, running or not, or a temporary one. Returns at once.
 * `checkEmbedded` tells before it what is wrong with the options; what goes wrong later comes as a `gone` event.
 */
export function openEmbedded(
	options: EmbeddedOptions,
	listener: (events: readonly ClusterEvent[]) => void,
	sink: RowSink,
): Driver {
	const pool = createSessionPool();
	const nodes = new Map<string, {statements: NodeStatements; departures: number}>();
	const surprise = surprises(options);
	let closed = false;
	let gone = false;

	const emit = (events: readonly ClusterEvent[]) => {
		if (closed || gone) return;
		for (const event of events) {
			if (event.type === 'ready') pool.warm();
			else if (event.type === 'gone') {
				gone = true;
				closeSessions();
			} else if (event.type === 'node' && away.has(event.node.status))
				nodeOf(event.node.name).departures += 1;
		}
		listener(events);
		const notices = surprise(events);
		if (notices.length > 0) listener(notices);
	};
	const connection = connectCluster(options, emit, pool.warm);

	const nodeOf = (node: string) => {
		const known = nodes.get(node);
		if (known) return known;
		const statements = createNodeStatements({
			node,
			name: `${options.name} ${process.pid}`,
			rowLimit: options.rowLimit,
			pool,
			sink,
			emit: event => emit([event]),
			socket: connection.socket,
			departures: () => nodes.get(node)?.departures ?? 0,
		});
		const made = {statements, departures: 0};
		nodes.set(node, made);
		return made;
	};
	const closeSessions = () => {
		for (const {statements} of nodes.values()) statements.close();
		pool.close();
	};
	return {
		send(command: ClusterCommand) {
			if (closed) return;
			if (command.type === 'run') nodeOf(command.node).statements.run(command);
			else if (command.type === 'cancel') nodeOf(command.node).statements.cancel();
			else connection.send(command);
		},
		async close() {
			if (closed) return;
			closed = true;
			closeSessions();
			await connection.close();
		},
	};
}

/** A node that has one of these had to end its sessions. */
const away = new Set(['starting', 'stopped', 'killed', 'away']);
