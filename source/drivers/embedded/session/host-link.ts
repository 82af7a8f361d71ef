import {createConnection} from 'node:net';
import {openChannel} from '../channel.ts';
import type {FromHost, ToHost} from '../protocol.ts';
import {release} from '../release.ts';

export type Marked = Extract<FromHost, {type: 'marked'}>;

/** A session's line to the host. */
export interface HostLink {
	/** The database the session is to open. */
	readonly path: string;
	readonly readonly: boolean;
	/** Says that a statement has ended that may have committed; undefined when the host went away meanwhile. */
	mark(of: Omit<Extract<ToHost, {type: 'mark'}>, 'type' | 'sequence'>): Promise<Marked | undefined>;
}

/**
 * Introduces a session to the host. Rejects with the host's reason where it does not take it; `ended` is called
 * when the host tells the session to end later, or goes away.
 */
export function linkToHost(
	of: {readonly socket: string; readonly node: string; readonly name: string},
	ended: (reason: string) => void,
): Promise<HostLink> {
	const {promise, resolve, reject} = Promise.withResolvers<HostLink>();
	const waiting = new Map<number, (marked: Marked | undefined) => void>();
	let sequence = 0;
	let welcome = false;
	let over = false;
	const end = (reason: string) => {
		if (over) return;
		over = true;
		for (const answer of waiting.values()) answer(undefined);
		waiting.clear();
		if (welcome) ended(reason);
		else reject(new Error(reason));
	};
	const channel = openChannel<FromHost, ToHost>(
		createConnection(of.socket),
		message => {
			if (message.type === 'welcome') {
				welcome = true;
				resolve({path: message.path, readonly: message.readonly, mark});
			} else if (message.type === 'marked') {
				waiting.get(message.sequence)?.(message);
				waiting.delete(message.sequence);
			} else if (message.type === 'end' || message.type === 'refused') end(message.reason);
		},
		() => end('The cluster’s host process has ended.'),
	);
	const mark: HostLink['mark'] = statement =>
		new Promise(answer => {
			sequence += 1;
			waiting.set(sequence, answer);
			channel.send({type: 'mark', sequence, ...statement});
		});
	const {node, name} = of;
	channel.send({type: 'hello', release, as: 'session', node, pid: process.pid, name});
	return promise;
}
