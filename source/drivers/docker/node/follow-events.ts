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

/** Listens to what a node tells by itself, at GET /events, by whatever way there is, until it is closed. */
export function followEvents({access: first, findAccess, line, changed}: Followed): {close(): void} {
	let closed = false;
	let events: {close(): void} | undefined;
	const listen = async (access: Access): Promise<void> => {
		const ended = Promise.withResolvers<void>();
		const opened = await access.events(text => void (closed || line(text)), ended.resolve);
		if (closed) return opened.close();
		events = opened;
		changed(true, access);
		await ended.promise;
	};
	const follow = async () => {
		let access = first;
		for (let failures = 0; !closed; failures++) {
			events = undefined;
			await (access ? listen(access) : undefined)?.catch(() => undefined);
			if (closed) return;
			if (events) failures = 0;
			changed(false, access);
			await delay(backoffMs(failures), undefined, {ref: false});
			if (closed) return;
			access = await findAccess().catch(() => undefined);
		}
	};
	void follow();
	return {
		close() {
			closed = true;
			events?.close();
		},
	};
}
