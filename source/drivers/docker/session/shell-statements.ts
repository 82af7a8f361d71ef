import type {Outcome, StatementError} from '../../../cluster/statement.ts';
import {clockMs} from '../../clock.ts';
import {type Lost, lostOutcome} from '../../lost-outcome.ts';
import type {NodeWatch} from '../node/node-watch.ts';
import type {Usable} from '../node/usable.ts';
import {haltLockWrappers} from './halt-lock.ts';
import {isRefusal, runInShell, type ShellRun} from './run-in-shell.ts';
import {toShellInput} from './shell-input.ts';
import {openShell, type ShellSession} from './shell-session.ts';
import {type SessionsContext, type Statement, standingAt} from './statement.ts';
import {trapOf} from './traps.ts';

interface Open {
	readonly shell: ShellSession;
	inTransaction: boolean;
}

/** Runs statements in a shell in a node's container, which is started when it is first needed. */
export class ShellStatements {
	readonly #context: SessionsContext;
	#open: Open | undefined;
	/** The shell of the statement that is being forwarded. */
	#forwarding: ShellSession | undefined;
	#busy = false;
	#closed = false;

	constructor(context: SessionsContext) {
		this.#context = context;
	}

	get inTransaction(): boolean {
		return this.#open?.inTransaction ?? false;
	}

	/** Ends the statement that runs, and the session with it. */
	cancel(): void {
		(this.#forwarding ?? this.#open?.shell)?.end();
	}

	/** The node's container cannot be reached any more: what runs there is lost. */
	lost(): void {
		this.#forwarding?.abandon();
		this.#open?.shell.abandon();
	}

	close(): void {
		this.#closed = true;
		this.#forwarding?.end();
		this.#open?.shell.end();
	}

	/** Runs a statement to its end, whatever that is. Never rejects. */
	async execute(statement: Statement, watch: NodeWatch, usable: Usable): Promise<Outcome> {
		const {id, sql, startedMs, forward} = statement;
		const {node} = this.#context;
		const {inTransaction} = this;
		const ended = (error?: StatementError): Outcome => {
			const durationMs = clockMs() - startedMs;
			if (error) return {id, node, status: 'failed', durationMs, inTransaction, error};
			return {
				id,
				node,
				status: 'ok',
				durationMs: 0,
				inTransaction,
				...standingAt(this.#context, undefined),
			};
		};
		const input = toShellInput(sql);
		if (input.kind === 'refused') return ended(input.error);
		if (input.kind === 'nothing') return ended();
		const isPrimary = forward || watch.role === 'primary';
		const trap = trapOf(sql, {node, isPrimary, journalMode: watch.journalMode});
		if (trap) return ended(trap);
		this.#busy = true;
		return this.#attempt(statement, input.text, watch, usable).finally(() => {
			this.#busy = false;
		});
	}

	async #attempt(statement: Statement, text: string, watch: NodeWatch, usable: Usable): Promise<Outcome> {
		const {id, startedMs, running, forward} = statement;
		const {node} = this.#context;
		const wasInTransaction = !forward && this.inTransaction;
		const lost = {id, node, startedMs, wasInTransaction};
		let begun = false;
		try {
			const open = forward ? undefined : await this.#session(usable);
			if (running.cancelled) return lostOutcome({...lost, kind: 'cancelled', begun});
			begun = true;
			const run = {statement, text, watch, usable, wasInTransaction};
			if (!open) return await this.#forward(run);
			const outcome = await runInShell(this.#context, {...run, shell: open.shell});
			open.inTransaction = outcome.inTransaction;
			return outcome;
		} catch (error) {
			if (!forward) this.#dropOpen();
			if (running.cancelled) return lostOutcome({...lost, kind: 'cancelled', begun});
			return lostWith({...lost, begun}, await watch.absence(statement.generation), error as Error);
		} finally {
			this.#forwarding?.end();
			this.#forwarding = undefined;
		}
	}

	async #session(usable: Usable): Promise<Open> {
		if (this.#open) return this.#open;
		const options = this.#context.readOnly ? ['-readonly'] : [];
		const shell = await openShell({...usable, options});
		if (this.#closed) {
			shell.end();
			throw new Error('The session was closed.');
		}
		const open = {shell, inTransaction: false};
		this.#open = open;
		void shell.ended.then(() => this.#idleEnd(open));
		return open;
	}

	/** Forwards a statement. Where the halt lock was lost before it ran, it was refused, and is tried another way. */
	async #forward(run: Omit<ShellRun, 'shell'>): Promise<Outcome> {
		const {usable, statement} = run;
		let outcome: Outcome | undefined;
		for (const wrapper of haltLockWrappers(usable)) {
			const shell = await openShell({...usable, wrapper}).catch(error => {
				// The other way is not there either: what was said before stands.
				if (!outcome) throw error;
			});
			if (!shell) break;
			this.#forwarding = shell;
			if (statement.running.cancelled) throw new Error('cancelled');
			outcome = await runInShell(this.#context, {...run, shell, wasInTransaction: false});
			shell.end();
			if (!isRefusal(outcome.error)) return outcome;
		}
		if (outcome) return outcome;
		throw new Error('There is neither litefs nor perl in the container.');
	}

	/** The session ended between two statements. */
	#idleEnd(open: Open): void {
		if (this.#open !== open || this.#busy) return;
		this.#open = undefined;
		if (!open.inTransaction || this.#closed) return;
		const {node, emit} = this.#context;
		const text = `The session of ${node} ended. The open transaction was rolled back.`;
		emit({type: 'rolled-back', atMs: clockMs(), node, text});
	}

	#dropOpen(): void {
		this.#open?.shell.end();
		this.#open = undefined;
	}
}

function lostWith(lost: Omit<Lost, 'kind'>, reason: string | undefined, error: Error): Outcome {
	const detail = error.message;
	if (reason !== undefined) return lostOutcome({...lost, kind: 'node', end: {reason, detail}});
	return lostOutcome({...lost, kind: 'crashed', end: {detail}});
}
