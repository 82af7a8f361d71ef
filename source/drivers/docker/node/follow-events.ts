import {setTimeout as delay} from 'node:timers/promises';
import type {Access} from './access.ts';
import {backoffMs} from './backoff.ts';

/** What is needed to listen to a node. */
export interface Followed {
	/** The way to the node that is known already; undefined where there is none. */
	readonly access: Access | undefined;
	/** Looks for a way again: it changes with the networks of the container. */
	readonly findAccess: () => Promise<Access | undefined>;
	readonly line: (line: string) => void;
	/** Whether it is heard, and the way that there is, have changed. */
	readonly changed: (isTold: boolean, access: Access | undefined) => void;
}

/** That a node is listened to. */
export interface Following {
	/** The way to the node, as soon as it is known whether there is one. */
	way(): Promise<Access | undefined>;
	/** The way may be another one now: looks for it at once. */
	findAgain(): void;
	close(): void;
}

/** Listens to what a node tells by itself, at GET /events, by whatever way there is, until it is closed. */
export function followEvents({access: first, findAccess, line, changed}: Followed): Following {
	let closed = false;
	let events: {close(): void} | undefined;
	let way = Promise.resolve(first);
	const find = () => {
		way = findAccess().catch(() => undefined);
	};
	const listen = async (access: Access, isWay: () => boolean): Promise<void> => {
		const ended = Promise.withResolvers<void>();
		const opened = await access.events(text => void (closed || line(text)), ended.resolve);
		if (closed || !isWay()) return opened.close();
		events = opened;
		changed(true, access);
		await ended.promise;
	};
	const follow = async () => {
		for (let failures = 0; !closed; failures++) {
			events = undefined;
			const found = way;
			const isWay = () => found === way;
			const access = await found;
			if (access && !closed) await listen(access, isWay).catch(() => undefined);
			if (closed) return;
			if (events) failures = 0;
			changed(false, access);
			if (isWay()) await delay(backoffMs(failures), undefined, {ref: false});
			if (!closed && isWay()) find();
		}
	};
	void follow();
	return {
		way: () => way,
		findAgain() {
			if (closed) return;
			find();
			events?.close();
		},
		close() {
			closed = true;
			events?.close();
		},
	};
}
