import type {ClusterCommand} from '../cluster/command.ts';
import type {ClusterEvent} from '../cluster/event.ts';
import type {Outcome} from '../cluster/statement.ts';
import {clockMs} from './clock.ts';
import type {RowSink} from './driver.ts';

/** Statements that were asked for together. */
export type Run = Extract<ClusterCommand, {type: 'run'}> | Extract<ClusterCommand, {type: 'forward'}>;

/** A run that is under way. */
export interface Running {
	/** Its statement is to be cancelled, and those behind it are not to begin. */
	cancelled: boolean;
}

/** What the statements of a node need from the driver they belong to. */
export interface QueueContext {
	readonly node: string;
	readonly emit: (event: ClusterEvent) => void;
	/**
	 * Makes ready what a statement needs before it can start, such as a session: it is told as started after that.
	 * Never rejects; undefined where there is nothing to wait for.
	 */
	readonly prepare?: (running: Running) => Promise<void> | undefined;
	/** Runs one statement to its end, whatever that is. Never rejects. */
	readonly execute: (statement: Run['statements'][number], running: Running, run: Run) => Promise<Outcome>;
}

/** The runs of one node. */
export interface StatementQueue {
	run(run: Run): void;
	/** The run that is under way. */
	current(): Running | undefined;
	/** No outcome comes any more. */
	close(): void;
}

/** Runs the statements of a node one after another. The first of a run that fails ends it. */
export function createStatementQueue({node, emit, prepare, execute}: QueueContext): StatementQueue {
	const waiting: Run[] = [];
	let current: Running | undefined;
	let closed = false;

	const runAll = async (run: Run) => {
		const running = {cancelled: false};
		current = running;
		for (const [index, statement] of run.statements.entries()) {
			const {id, sql} = statement;
			const preparing = prepare?.(running);
			if (preparing) await preparing;
			if (closed) return;
			emit({type: 'started', atMs: clockMs(), id, node, sql, run: run.run});
			const outcome = await execute(statement, running, run);
			if (closed) return;
			emit({type: 'outcome', atMs: clockMs(), outcome});
			if (outcome.status === 'ok') continue;
			const skipped = run.statements.slice(index + 1).map(({sql: text}) => text);
			if (skipped.length > 0)
				emit({type: 'skipped', atMs: clockMs(), node, run: run.run, statements: skipped});
			break;
		}
		current = undefined;
		const next = waiting.shift();
		if (next) void runAll(next);
	};

	return {
		run(run) {
			if (current) waiting.push(run);
			else void runAll(run);
		},
		current: () => current,
		close() {
			closed = true;
		},
	};
}

/** How often a running statement's rows are told, in milliseconds. */
const progressMs = 200;

/** Takes the rows of one statement to the sink, and tells now and then how many there were. */
export function countRows(id: string, sink: RowSink, emit: (event: ClusterEvent) => void) {
	let count = 0;
	let toldMs = clockMs();
	return {
		columns: (columns: readonly string[]) => sink.open(id, columns),
		rows(rows: Parameters<RowSink['rows']>[1]) {
			count += rows.length;
			if (clockMs() - toldMs >= progressMs) {
				toldMs = clockMs();
				emit({type: 'progress', atMs: toldMs, id, rows: count});
			}
			return sink.rows(id, rows);
		},
	};
}
