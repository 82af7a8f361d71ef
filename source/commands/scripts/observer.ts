import {limits} from '../../cluster/limits.ts';
import {openEmbedded} from '../../drivers/embedded/client.ts';
import {createResults} from '../../results/results.ts';
import type {QueryAnswer} from '../../scripts/facts.ts';

/** Asks queries on the nodes of a running cluster, in sessions that are nobody else's. */
export interface Observer {
	/** Never rejects: what goes wrong is in the answer. */
	ask(node: string, sql: string): Promise<QueryAnswer>;
	close(): Promise<void>;
}

/** Attaches a second time to the embedded cluster of a folder, so that no query is asked in a person's session. */
export function openObserver(folder: string): Observer {
	const results = createResults();
	const asked = new Map<string, (answer: QueryAnswer) => void>();
	let count = 0;
	const driver = openEmbedded(
		{name: 'check', folder, rowLimit: limits.scriptRows},
		events => {
			for (const event of events) {
				if (event.type === 'outcome') answer(event.outcome.id, event.outcome.error);
				if (event.type === 'gone') for (const id of asked.keys()) answer(id, lost(event.text));
			}
		},
		results,
	);
	const answer = (id: string, error: Extract<QueryAnswer, {error: unknown}>['error'] | undefined) => {
		const {columns = [], rows = []} = results.get(id) ?? {};
		asked.get(id)?.(error ? {error} : {columns, rows});
		asked.delete(id);
	};
	return {
		ask(node, sql) {
			count += 1;
			const id = `question ${count}`;
			const answered = new Promise<QueryAnswer>(resolve => asked.set(id, resolve));
			driver.send({type: 'run', run: id, node, statements: [{id, sql}]});
			return answered;
		},
		close: () => driver.close(),
	};
}

function lost(message: string) {
	return {code: 'LITESCOPE_CLUSTER_GONE', message};
}
