import type {Value} from '../../driver.ts';

/** Takes what a statement returns. A promise slows the shell down until it is resolved. */
export interface RowTaker {
	columns(names: readonly string[]): void;
	rows(rows: readonly (readonly Value[])[]): void | Promise<void>;
}

/** Whom the rows of a statement are given to, and how. */
export interface RowBatchesContext {
	readonly taker: RowTaker;
	/** Whether the shell's output waits until rows are taken; undefined where it may not. */
	readonly hold?: (held: boolean) => void;
	/** Rows could not be taken. */
	readonly failed: (error: Error) => void;
}

/** The rows of one statement: those that come together are given on together, each batch when the one before was taken. */
export class RowBatches {
	readonly #context: RowBatchesContext;
	#batch: (readonly Value[])[] = [];
	/** A batch that is being taken; what comes meanwhile is the next one. */
	#taking: Promise<void> | undefined;

	constructor(context: RowBatchesContext) {
		this.#context = context;
	}

	row(values: readonly Value[]): void {
		this.#batch.push(values);
	}

	/** Gives on what has come, unless a batch is being taken. */
	flush(): void {
		if (this.#batch.length === 0 || this.#taking) return;
		const rows = this.#batch;
		this.#batch = [];
		const {taker, failed} = this.#context;
		try {
			const taken = taker.rows(rows);
			if (!taken) return;
			this.#taking = this.#wait(taken);
			this.#taking.catch(failed);
		} catch (error) {
			failed(error as Error);
		}
	}

	/** Resolved when all that has come has been taken. Rejects where it could not be. */
	async settle(): Promise<void> {
		this.flush();
		while (this.#taking) await this.#taking;
	}

	async #wait(taken: Promise<void>): Promise<void> {
		const {hold} = this.#context;
		hold?.(true);
		try {
			await taken;
		} finally {
			hold?.(false);
		}
		this.#taking = undefined;
		this.flush();
	}
}
