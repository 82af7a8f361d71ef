import type {ClusterCommand} from '../cluster/command.ts';
import type {ClusterEvent} from '../cluster/event.ts';
import {limits} from '../cluster/limits.ts';
import type {Answer, RowSink, Value} from './driver.ts';

/** Sessions of a node, as those of both drivers are. */
interface AskedSessions {
	run(run: Extract<ClusterCommand, {type: 'run'}>): void;
	close(): void;
}

/** What the sessions are opened with that queries are asked in. */
export interface AskedBy {
	readonly node: string;
	readonly sink: RowSink;
	readonly emit: (event: ClusterEvent) => void;
	readonly rowLimit: number;
}

/** Asks queries in sessions that are nobody's: what happens in them is not told of. */
export interface Asker<Sessions extends AskedSessions> {
	/** Never rejects: what goes wrong is in the answer. At most `limits.scriptRows` rows. */
	ask(node: string, sql: string): Promise<Answer>;
	/** The sessions of a node, where it has been asked something. */
	of(node: string): Sessions | undefined;
	/** Ends the sessions; what has not been answered is answered so. */
	close(): void;
}

/** Makes an asker. `open` makes the sessions of a node, when it is first asked something. */
export function createAsker<Sessions extends AskedSessions>(
	open: (by: AskedBy) => Sessions,
): Asker<Sessions> {
	const sessions = new Map<string, Sessions>();
	const rows = new Map<string, {columns: readonly string[]; rows: (readonly Value[])[]}>();
	const waiting = new Map<string, (answer: Answer) => void>();
	let count = 0;
	let closed = false;
	const sink: RowSink = {
		open: (id, columns) => void rows.set(id, {columns, rows: []}),
		rows: (id, more) => void rows.get(id)?.rows.push(...more),
	};
	const answer = (id: string, what: Answer) => {
		waiting.get(id)?.(what);
		waiting.delete(id);
		rows.delete(id);
	};
	const emit = (event: ClusterEvent) => {
		if (event.type !== 'outcome') return;
		const {id, error} = event.outcome;
		answer(id, error ? {error} : (rows.get(id) ?? {columns: [], rows: []}));
	};
	const sessionsOf = (node: string) => {
		const known = sessions.get(node) ?? open({node, sink, emit, rowLimit: limits.scriptRows});
		sessions.set(node, known);
		return known;
	};
	return {
		of: node => sessions.get(node),
		ask(node, sql) {
			if (closed) return Promise.resolve(gone);
			count += 1;
			const id = `question ${count}`;
			const answered = new Promise<Answer>(resolve => waiting.set(id, resolve));
			sessionsOf(node).run({type: 'run', run: id, node, statements: [{id, sql}]});
			return answered;
		},
		close() {
			closed = true;
			for (const one of sessions.values()) one.close();
			for (const id of [...waiting.keys()]) answer(id, gone);
		},
	};
}

const gone: Answer = {
	error: {code: 'LITESCOPE_CLUSTER_GONE', message: 'The cluster is not there any more.'},
};
