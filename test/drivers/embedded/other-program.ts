import {type ChildProcess, fork} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {onTestFinished} from 'vitest';
import type {SqliteAnswer, SqliteRequest} from './programs/sqlite.ts';

const program = fileURLToPath(new URL('programs/sqlite.ts', import.meta.url));

/**
 * Another process that has a database open, as the sqlite3 shell in another window would. The process of a test must
 * not open a database that it also captures or applies to: closing it would drop the locks.
 */
export class OtherProgram {
	readonly #child: ChildProcess;

	/** Opens a database; waits for others' locks so long. */
	constructor(path: string, timeoutMs = 5_000) {
		this.#child = fork(program, [path, String(timeoutMs)], {stdio: 'inherit'});
		onTestFinished(() => this.end());
	}

	get pid(): number {
		return this.#child.pid!;
	}

	/** Runs statements. Rejects with what SQLite says. */
	async exec(sql: string): Promise<void> {
		await this.#ask({type: 'exec', sql});
	}

	/** The rows that a query gives, each as its values. */
	async all(sql: string): Promise<readonly unknown[]> {
		return (await this.#ask({type: 'all', sql})).rows!;
	}

	/** Inserts so many rows into `t`, each a transaction of its own. */
	async insert(rows: number, bytes = 20): Promise<void> {
		await this.#ask({type: 'insert', rows, bytes});
	}

	/** Closes the database and ends. */
	async end(): Promise<void> {
		if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
		const ended = new Promise(resolve => this.#child.once('exit', resolve));
		if (this.#child.connected) this.#child.disconnect();
		await ended;
	}

	/** Ends in the middle of whatever it does. */
	async kill(): Promise<void> {
		const ended = new Promise(resolve => this.#child.once('exit', resolve));
		this.#child.kill('SIGKILL');
		await ended;
	}

	#ask(request: SqliteRequest): Promise<SqliteAnswer> {
		return new Promise((resolve, reject) => {
			const ended = () => reject(new Error('The other program has ended.'));
			this.#child.once('exit', ended);
			this.#child.once('message', (answer: SqliteAnswer) => {
				this.#child.off('exit', ended);
				if (answer.error === undefined) resolve(answer);
				else reject(new Error(answer.error));
			});
			this.#child.send(request);
		});
	}
}
