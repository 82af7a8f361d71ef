import type {Driver} from '../../drivers/driver.ts';
import type {PageAnswer, QueryAnswer} from '../../scripts/facts.ts';
import {readPage} from './ingress.ts';

/** Looks at a running cluster for a script: never in a person's session, and nothing of it is on a screen. */
export interface Observer {
	/** Asks a query on a node. Never rejects: what goes wrong is in the answer. */
	ask(node: string, sql: string): Promise<QueryAnswer>;
	/** Reads a page of the application through the ingress. Never rejects. */
	get(path: string): Promise<PageAnswer>;
}

/** An observer of the cluster that a driver is attached to; it ends with the driver. */
export function openObserver(driver: Driver): Observer {
	return {
		ask: async (node, sql) =>
			(await driver.ask?.(node, sql)) ?? {
				error: {code: 'LITESCOPE_CANNOT_ASK', message: 'No query can be asked on this cluster.'},
			},
		async get(path) {
			if (!driver.ingress) return {error: 'This cluster has no ingress: it is part of the LiteFS stack.'};
			return driver.ingress().then(
				ingress => readPage(ingress, path),
				(error: Error) => ({error: error.message}),
			);
		},
	};
}
