import type {Outcome} from '../../../cluster/statement.ts';
import {clockMs} from '../../clock.ts';
import {CopyStatements, noCopyCode} from '../../copy/copy-statements.ts';
import {lostOutcome} from '../../lost-outcome.ts';
import {createStatementQueue, type Run, type Running} from '../../statement-queue.ts';
import {ShellStatements} from './shell-statements.ts';
import type {SessionsContext} from './statement.ts';

/** The person's session of one node, and what is to be run in it. */
export interface NodeSessions {
	run(run: Run): void;
	/** Cancels the statement that runs now, and the rest of its run. */
	cancel(): void;
	/** The node's container cannot be reached any more: what runs there is lost. */
	lost(): void;
	/** Whether a transaction is open on the node. */
	inTransaction(): boolean;
	close(): void;
}

/** Runs the statements of a node, in a session that is started when it is first needed. */
export function createNodeSessions(context: SessionsContext): NodeSessions {
	const {node, emit, readOnly, flow} = context;
	const shell = new ShellStatements(context);
	const copies = new CopyStatements({...context, behind: txid => flow.behind(txid)});

	const execute = async (
		{id, sql}: Run['statements'][number],
		running: Running,
		{type}: Run,
	): Promise<Outcome> => {
		const startedMs = clockMs();
		const watch = context.watch();
		const usable = watch?.usable() ?? `There is no node ${node}.`;
		if (!watch || typeof usable === 'string') {
			const lost = {id, node, kind: 'node', begun: false, startedMs, wasInTransaction: false} as const;
			return lostOutcome({...lost, end: {reason: String(usable), detail: ''}});
		}
		const forward = type === 'forward';
		const inTransaction = shell.inTransaction || copies.inTransaction;
		if (forward && readOnly) {
			const message = 'The cluster was opened with --read-only, so nothing is forwarded.';
			const error = {code: 'LITESCOPE_READ_ONLY', message};
			return {id, node, status: 'failed', durationMs: 0, inTransaction, error};
		}
		if (usable.kind === 'copy') {
			if (!forward) {
				const {generation} = watch;
				const outcome = await copies.execute({id, sql, startedMs, running}, usable.copies, usable.refusal);
				const reason = outcome.error?.code === noCopyCode ? await watch.absence(generation) : undefined;
				if (reason === undefined) return outcome;
				const lost = {id, node, kind: 'node', begun: false, startedMs, wasInTransaction: false} as const;
				return lostOutcome({...lost, end: {reason, detail: ''}});
			}
			const error = {code: 'LITESCOPE_COPY', message: usable.refusal};
			return {id, node, status: 'failed', durationMs: 0, inTransaction, error};
		}
		const statement = {id, sql, startedMs, running, forward, generation: watch.generation};
		return shell.execute(statement, watch, usable);
	};

	const queue = createStatementQueue({node, emit, execute});
	return {
		run: queue.run,
		cancel() {
			const running = queue.current();
			if (!running) return;
			running.cancelled = true;
			shell.cancel();
			copies.cancel();
		},
		lost: () => shell.lost(),
		inTransaction: () => shell.inTransaction,
		close() {
			queue.close();
			shell.close();
			copies.close();
		},
	};
}
