import type {Outcome, StatementError} from '../../../cluster/statement.ts';
import {clockMs} from '../../clock.ts';
import {type Lost, lostOutcome} from '../../lost-outcome.ts';
import type {NodeWatch} from '../node/node-watch.ts';
import type {Usable} from '../node/usable.ts';
import {haltLockWrappers} from './halt-lock.ts';
import {isRefusal, runInShell, type ShellRun} from './run-in-shell.ts';
import {toShellInput} from './shell-input.ts';
import {openShell, type ShellPlace, type ShellSession} from './shell-session.ts';
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
	/** Ends what starts a shell just now. */
	#opening = new AbortController();
	/** A statement runs in the session. */
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
		this.#opening.abort();
		(this.#forwarding ?? this.#open?.shell)?.end();
	}

	/** The node's container cannot be reached any more: what runs there is lost. */
	lost(): void {
		this.#opening.abort();
		this.#forwarding?.abandon();
		this.#open?.shell.abandon();
	}

	close(): void {
		this.#closed = true;
		this.#opening.abort();
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
		if (forward) return this.#forward(statement, input.text, watch, usable);
		this.#busy = true;
		return this.#run(statement, input.text, watch, usable).finally(() => {
			this.#busy = false;
		});
	}

	/** Runs a statement in the session. */
	async #run(statement: Statement, text: string, watch: NodeWatch, usable: Usable): Promise<Outcome> {
		const wasInTransaction = this.inTransaction;
		const run = {statement, text, watch, usable, wasInTransaction};
		return this.#attempt(run, async begin => {
			try {
				const open = await this.#session(usable);
				begin();
				const outcome = await runInShell(this.#context, {...run, shell: open.shell});
				open.inTransaction = outcome.inTransaction;
				return outcome;
			} catch (error) {
				this.#dropOpen();
				throw error;
			}
		});
	}

	/** Runs a statement in a shell of its own that holds the primary's lock; the session stays as it is. */
	async #forward(statement: Statement, text: string, watch: NodeWatch, usable: Usable): Promise<Outcome> {
		const run = {statement, text, watch, usable, wasInTransaction: false};
		const {sessionLost: _, ...outcome} = await this.#attempt(run, begin => this.#forwardBy(run, begin));
		return {...outcome, inTransaction: this.inTransaction};
	}

	/** The outcome of a statement, also where it was cancelled or its shell was lost. `begin` is called when a shell gets it. */
	async #attempt(
		{statement, watch, wasInTransaction}: Omit<ShellRun, 'shell'>,
		run: (begin: () => void) => Promise<Outcome>,
	): Promise<Outcome> {
		const {id, startedMs, running, generation} = statement;
		const lost = {id, node: this.#context.node, startedMs, wasInTransaction};
		let begun = false;
		try {
			return await run(() => {
				if (running.cancelled) throw new Error('cancelled');
				begun = true;
			});
		} catch (error) {
			if (running.cancelled) return lostOutcome({...lost, kind: 'cancelled', begun});
			return lostWith({...lost, begun}, await watch.absence(generation), error as Error);
		}
	}

	async #session(usable: Usable): Promise<Open> {
		if (this.#open) return this.#open;
		const options = this.#context.readOnly ? ['-readonly'] : [];
		const shell = await this.#openShell({...usable, options});
		const open = {shell, inTransaction: false};
		this.#open = open;
		void shell.ended.then(() => this.#idleEnd(open));
		return open;
	}

	#openShell(place: ShellPlace): Promise<ShellSession> {
		this.#opening = new AbortController();
		if (this.#closed) this.#opening.abort();
		return openShell(place, this.#opening.signal);
	}

	/** Forwards a statement. Where the halt lock was lost before it ran, it was refused, and is tried another way. */
	async #forwardBy(run: Omit<ShellRun, 'shell'>, begin: () => void): Promise<Outcome> {
		const {usable} = run;
		let outcome: Outcome | undefined;
		for (const wrapper of haltLockWrappers(usable)) {
			const shell = await this.#openShell({...usable, wrapper}).catch(error => {
				// The other way is not there either: what was said before stands.
				if (!outcome) throw error;
			});
			if (!shell) break;
			this.#forwarding = shell;
			try {
				begin();
				outcome = await runInShell(this.#context, {...run, shell});
			} finally {
				shell.end();
				this.#forwarding = undefined;
			}
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
