import {randomBytes} from 'node:crypto';
import type {StatementError} from '../../../cluster/statement.ts';
import {clockMs} from '../../clock.ts';
import type {Value} from '../../driver.ts';
import type {Engine} from '../engine/engine.ts';
import type {ExecStream} from '../engine/exec-stream.ts';
import type {Keeper} from '../node/keeper.ts';
import {FrameReader, type FrameResult} from './frame-reader.ts';
import {RowBatches, type RowTaker} from './row-batches.ts';
import {parseShellError, splitTransactionMark} from './shell-errors.ts';
import {type Frame, type FrameQuestions, frameStatement, shellSetup} from './shell-frame.ts';
import {ShellOutput} from './shell-output.ts';
import {StderrMarks} from './stderr-marks.ts';

/** A statement for a shell. Its text is one that `toShellInput` made. */
export interface ShellStatement {
	readonly text: string;
	readonly questions: FrameQuestions;
	/** Rows that are taken; undefined takes them all. */
	readonly rowLimit?: number;
	/** Whether it may be slowed down by who takes its rows. On a replica an unfinished read holds replication up. */
	readonly patient: boolean;
}

/** What became of a statement. */
export interface ShellResult extends Omit<FrameResult, 'transactionRefused' | 'totalChanges'> {
	/** Rows were changed since the last statement that succeeded, also by triggers. */
	readonly changedRows: boolean;
	/** A transaction is open; false where it was not asked. */
	readonly inTransaction: boolean;
	readonly durationMs: number;
	readonly error?: StatementError;
}

/** That a shell ended while it was asked for something: its last words, or ''. */
export class ShellEnded extends Error {
	override readonly name = 'ShellEnded';
}

/** A sqlite3 shell that stays open in a container: one SQLite connection. */
export interface ShellSession {
	/** Runs a statement; one at a time. Rejects with ShellEnded when the shell ends before it has. */
	run(statement: ShellStatement, taker: RowTaker): Promise<ShellResult>;
	/** Ends the shell, whatever it is doing: first as SQLite would like it, then at once. */
	end(): void;
	/** Lets go of it without waiting for anything; the keeper ends it where that can still be done. */
	abandon(): void;
	hasEnded(): boolean;
	/** Its process in the container. */
	readonly pid: number;
	/** Resolved with its last words when it has ended, or the connection to it is lost. */
	readonly ended: Promise<string>;
}

/** How a shell is started. */
export interface ShellPlace {
	readonly engine: Engine;
	readonly keeper: Keeper;
	readonly container: string;
	/** The database file in the container, and its position file. */
	readonly database: string;
	/** What runs the shell: words to which its command is appended. */
	readonly wrapper?: readonly string[];
	/** Options of the shell besides its usual ones. */
	readonly options?: readonly string[];
}

/** How long a shell may take to end itself when it is interrupted, in milliseconds. */
const graceMs = 400;

/**
 * Starts a shell in a container. Rejects with ShellEnded where it ends before it is there, and as soon as it is not wanted
 * any more: a container that is paused lets one wait.
 */
export async function openShell(place: ShellPlace, unwanted?: AbortSignal): Promise<ShellSession> {
	unwanted?.throwIfAborted();
	const shell = new Shell(place);
	const abandon = () => shell.abandon();
	unwanted?.addEventListener('abort', abandon);
	try {
		await shell.start();
	} finally {
		unwanted?.removeEventListener('abort', abandon);
	}
	return shell;
}

class Shell implements ShellSession {
	readonly #place: ShellPlace;
	readonly #prefix = `litescope_${randomBytes(4).toString('hex')}_`;
	readonly #stderr = new StderrMarks();
	readonly #ended = Promise.withResolvers<string>();
	#stream: ExecStream | undefined;
	#pid: number | undefined;
	#output: ShellOutput;
	#reader: Pick<FrameReader, 'row' | 'changes' | 'print' | 'wanted'>;
	#beforePid = '';
	#count = 0;
	#batches: RowBatches | undefined;
	#fail: (error: Error) => void = () => {};
	/** The statement that runs, and whether its end has been asked for. */
	#frame: Frame | undefined;
	#isEndAsked = false;
	/** `total_changes()` behind the last statement that succeeded. */
	#totalChanges = 0;
	#over = false;

	readonly ended = this.#ended.promise;

	constructor(place: ShellPlace) {
		this.#place = place;
		const started = () => {};
		this.#reader = {row: started, changes: started, print: started, wanted: () => true};
		this.#output = new ShellOutput({
			row: values => this.#reader.row(values),
			changes: (count, total) => this.#reader.changes(count, total),
			print: line => this.#reader.print(line),
			wanted: () => this.#reader.wanted(),
		});
	}

	async start(): Promise<void> {
		const {engine, container, database, wrapper = [], options = []} = this.#place;
		const ready = Promise.withResolvers<void>();
		this.#fail = ready.reject;
		const mark = `${this.#prefix}ready`;
		this.#reader = {
			...this.#reader,
			print: line => void (line === `#${mark}` && ready.resolve()),
		};
		const shell = ['sqlite3', '-batch', '-init', '/dev/null', ...options, database];
		const command = [...wrapper, 'sh', '-c', 'echo $$; exec "$@"', 'sh', ...shell];
		const begin = async () => {
			this.#stream = await engine.exec(container, command, {
				stdout: chunk => this.#take(chunk),
				stderr: chunk => this.#complain(chunk),
				ended: () => this.#finish(true),
			});
			if (this.#over) this.#stream.destroy();
			this.#stream.write(shellSetup(mark));
		};
		begin().catch(ready.reject);
		await ready.promise;
	}

	async run(statement: ShellStatement, taker: RowTaker): Promise<ShellResult> {
		this.#count += 1;
		const frame = frameStatement(
			statement.text,
			`${this.#prefix}${this.#count}`,
			`${this.#place.database}-pos`,
			statement.questions,
		);
		const startedMs = clockMs();
		const ended = Promise.withResolvers<FrameResult>();
		this.#fail = ended.reject;
		if (this.#over) throw new ShellEnded(this.#stderr.rest);
		const batches = new RowBatches({
			taker,
			failed: ended.reject,
			...(statement.patient && {hold: held => this.#stream?.hold(held)}),
		});
		this.#batches = batches;
		const rows = {
			columns: taker.columns,
			row: (values: readonly Value[]) => batches.row(values),
			limit: statement.rowLimit ?? Number.POSITIVE_INFINITY,
		};
		this.#reader = new FrameReader(frame, rows, ended.resolve);
		this.#frame = frame;
		this.#isEndAsked = false;
		this.#stream?.write(frame.text);
		// The answer of an open transaction is a refusal.
		if (statement.questions.transaction) this.#askEnd();
		const result = await ended.promise;
		const durationMs = clockMs() - startedMs;
		await batches.settle();
		return this.#conclude(frame, result, statement.text, durationMs);
	}

	get pid(): number {
		return this.#pid ?? 0;
	}

	hasEnded(): boolean {
		return this.#over;
	}

	end(): void {
		const {keeper} = this.#place;
		const pid = this.#pid;
		if (pid === undefined) this.abandon();
		if (pid === undefined || this.#over) return;
		keeper.signal('INT', pid);
		this.#stream?.end();
		const timer = setTimeout(() => keeper.signal('KILL', pid), graceMs);
		void this.ended.then(() => clearTimeout(timer));
	}

	abandon(): void {
		// Whether its program has ended cannot be known, so it stays the keeper's to end.
		this.#finish(false);
		this.#stream?.destroy();
	}

	/** What failed is told on stderr, a stream of its own, whose end for now only a mark in it can tell. */
	async #conclude(
		frame: Frame,
		{transactionRefused, totalChanges, ...rest}: FrameResult,
		sql: string,
		durationMs: number,
	): Promise<ShellResult> {
		const told = {...rest, changedRows: totalChanges !== this.#totalChanges};
		if (told.ok) this.#totalChanges = totalChanges;
		if (!told.ok || transactionRefused) this.#askEnd();
		this.#frame = undefined;
		if (!this.#isEndAsked) return {...told, durationMs, inTransaction: false};
		const ended = this.ended.then(words => Promise.reject(new ShellEnded(words)));
		const stderr = await Promise.race([this.#stderr.before(frame.mark), ended]);
		const {inside, rest: words} = splitTransactionMark(stderr);
		return {
			...told,
			durationMs,
			inTransaction: transactionRefused && inside,
			...(!told.ok && {error: parseShellError(transactionRefused ? words : stderr, sql)}),
		};
	}

	#complain(chunk: Buffer): void {
		this.#stderr.take(chunk);
		this.#askEnd();
	}

	/** Asks for the marks that end what the shell says of the statement that runs. */
	#askEnd(): void {
		if (!this.#frame || this.#isEndAsked) return;
		this.#isEndAsked = true;
		this.#stream?.write(this.#frame.ending);
	}

	#take(chunk: Buffer): void {
		if (this.#pid !== undefined) {
			this.#output.take(chunk);
			this.#batches?.flush();
			return;
		}
		this.#beforePid += chunk.toString('latin1');
		const end = this.#beforePid.indexOf('\n');
		if (end < 0) return;
		this.#pid = Number(this.#beforePid.slice(0, end));
		this.#place.keeper.adopt(this.#pid);
		const rest = this.#beforePid.slice(end + 1);
		if (rest !== '') this.#output.take(Buffer.from(rest, 'latin1'));
	}

	#finish(hasEnded: boolean): void {
		if (this.#over) return;
		this.#over = true;
		if (hasEnded && this.#pid !== undefined) this.#place.keeper.release(this.#pid);
		const words = this.#stderr.rest.trim();
		this.#fail(new ShellEnded(words));
		this.#ended.resolve(words);
	}
}
