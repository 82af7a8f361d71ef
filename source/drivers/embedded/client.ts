import type {ClusterCommand} from '../../cluster/command.ts';
import type {ClusterEvent} from '../../cluster/event.ts';
import type {NodeInfo, Role} from '../../cluster/node.ts';
import {type AskedBy, createAsker} from '../asker.ts';
import type {Driver, RowSink} from '../driver.ts';
import {connectCluster} from './client/cluster-connection.ts';
import {createEventOrder} from './client/event-order.ts';
import {createNodeStatements, type NodeStatements} from './client/node-statements.ts';
import type {EmbeddedOptions} from './client/options.ts';
import {createSessionPool} from './client/session-pool.ts';
import {createSessionsAhead} from './client/sessions-ahead.ts';
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
	const nodes = new Map<string, KnownNode>();
	const surprise = surprises(options);
	let closed = false;
	let gone = false;

	const order = createEventOrder(events => {
		if (!closed) listener(events);
	});
	const ahead = createSessionsAhead(async node => {
		await nodeOf(node).statements.warm();
		pool.warm();
	}, restMs);

	const own = `${options.name} ${process.pid}`;
	const take = (events: readonly ClusterEvent[]) => {
		if (closed || gone) return;
		for (const event of events) {
			if (event.type === 'ready') pool.warm();
			else if (event.type === 'gone') {
				gone = true;
				closeSessions();
				order.flush();
			} else if (event.type === 'node') noteNode(event.node);
		}
		order.host(events.map(event => withoutOwnName(event, own)));
		const notices = surprise(events);
		if (notices.length > 0) order.host(notices);
		if (options.sessionsAhead) ahead.take(events);
	};
	const connection = connectCluster(options, take, () => pool.warm(options.sessionsBeside));

	const noteNode = ({name, role, status}: NodeInfo) => {
		const node = nodeOf(name);
		if (away.has(status)) node.departures += 1;
		node.role = role;
	};
	const statementsOn = (
		by: Omit<AskedBy, 'rowLimit'> & {readonly rowLimit: number | undefined},
	): NodeStatements =>
		createNodeStatements({
			...by,
			name: own,
			pool,
			socket: connection.socket,
			departures: () => nodes.get(by.node)?.departures ?? 0,
			// On a replica what a statement sees depends on when it runs.
			sendsAhead: () => nodes.get(by.node)?.role === 'primary',
		});
	const asker = createAsker(statementsOn);
	const nodeOf = (node: string) => {
		const known = nodes.get(node);
		if (known) return known;
		const statements = statementsOn({
			node,
			rowLimit: options.rowLimit,
			sink,
			emit(event) {
				if (!gone) order.statement(node, event);
			},
		});
		const made: KnownNode = {statements, departures: 0};
		nodes.set(node, made);
		return made;
	};
	const closeSessions = () => {
		ahead.close();
		asker.close();
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
		ask: asker.ask,
		async close() {
			if (closed) return;
			closed = true;
			closeSessions();
			order.flush();
			await connection.close();
		},
	};
}

/** A node as the driver needs to know it. */
interface KnownNode {
	readonly statements: NodeStatements;
	departures: number;
	role?: Role;
}

/** The host tells of each lock's holder; that of a session of ours goes without saying. */
function withoutOwnName(event: ClusterEvent, own: string): ClusterEvent {
	if (event.type !== 'node' || event.node.lock?.by !== own) return event;
	return {...event, node: {...event.node, lock: {...event.node.lock, by: ''}}};
}

/** How long the screen has for itself before the next session is started ahead, in milliseconds. */
const restMs = 100;

/** A node that has one of these had to end its sessions. */
const away = new Set(['starting', 'stopped', 'killed', 'away']);
