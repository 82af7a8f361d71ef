import type {Position} from '../../../litefs/position.ts';
import {parsePosition} from '../../../litefs/position.ts';
import type {Value} from '../../driver.ts';
import type {Frame} from './shell-frame.ts';
import type {OutputTaker} from './shell-output.ts';

/** What a frame's stdout told, once it has ended. */
export interface FrameResult {
	/** The statement succeeded. */
	readonly ok: boolean;
	/** `changes()` behind the statement, where it succeeded. */
	readonly changes: number;
	/** `total_changes()` then: triggers' rows are counted in it, and it never goes back. */
	readonly totalChanges: number;
	/** SQLite refused the question whether a transaction is open: there is one, or it could not even look. */
	readonly transactionRefused: boolean;
	/** The names of the columns, where there was a row. */
	readonly columns?: readonly string[];
	/** Rows that were taken, and whether there were more. */
	readonly rows: number;
	readonly truncated: boolean;
	readonly before?: Position;
	readonly after?: Position;
}

/** Where the rows of a frame's statement go. */
export interface FrameRows {
	columns(names: readonly string[]): void;
	row(values: readonly Value[]): void;
	readonly limit: number;
}

type Section = 'before' | 'statement' | 'after' | 'done';

/** Reads the output of one frame. */
export class FrameReader implements OutputTaker {
	readonly #frame: Frame;
	readonly #rows: FrameRows;
	readonly #finished: (result: FrameResult) => void;
	#section: Section;
	/** Rows of the section that is read now, the one with the names among them. */
	#count = 0;
	#columns: readonly string[] | undefined;
	#taken = 0;
	#truncated = false;
	#ok = false;
	#changes = 0;
	#totalChanges = 0;
	/** Of the questions behind the statement, how many were answered. */
	#answers = 0;
	#before: Position | undefined;
	#after: Position | undefined;

	constructor(frame: Frame, rows: FrameRows, finished: (result: FrameResult) => void) {
		this.#frame = frame;
		this.#rows = rows;
		this.#finished = finished;
		this.#section = frame.questions.positionBefore ? 'before' : 'statement';
	}

	wanted(): boolean {
		return this.#section !== 'statement' || this.#taken < this.#rows.limit || this.#count === 0;
	}

	row(values: readonly Value[]): void {
		this.#count += 1;
		if (this.#section !== 'statement') {
			if (this.#count === 1) return;
			const position = parsePosition(positionText(values[0]));
			if (this.#section === 'before') this.#before = position;
			else this.#after = position;
		} else if (this.#count === 1) {
			this.#columns = values.map(String);
			this.#rows.columns(this.#columns);
		} else if (this.#taken < this.#rows.limit) {
			this.#taken += 1;
			this.#rows.row(values);
		} else this.#truncated = true;
	}

	/** Every success is told so, so that the last of them is the end: what is printed behind it is for failures. */
	changes(count: number, total: number): void {
		if (this.#section === 'after') this.#answers += 1;
		else if (this.#section === 'statement') {
			this.#ok = true;
			this.#changes = count;
			this.#totalChanges = total;
			if (this.#asked > 0) return;
		}
		if (this.#section !== 'before' && this.#answers === this.#asked) this.#finish();
	}

	print(line: string): void {
		const {begin, end, done} = this.#frame;
		if (line === begin) this.#enter('statement');
		else if (line === end) this.#enter('after');
		else if (line === done) this.#finish();
	}

	/** How many questions are behind the statement. */
	get #asked(): number {
		const {transaction, positionAfter} = this.#frame.questions;
		return Number(transaction) + Number(positionAfter);
	}

	#finish(): void {
		if (this.#section === 'done') return;
		this.#enter('done');
		this.#finished(this.#result());
	}

	#enter(section: Section): void {
		this.#section = section;
		this.#count = 0;
	}

	#result(): FrameResult {
		return {
			ok: this.#ok,
			changes: this.#changes,
			totalChanges: this.#totalChanges,
			transactionRefused: this.#frame.questions.transaction && this.#answers < this.#asked,
			rows: this.#taken,
			truncated: this.#truncated,
			...(this.#columns && {columns: this.#columns}),
			...(this.#before && {before: this.#before}),
			...(this.#after && {after: this.#after}),
		};
	}
}

function positionText(value: Value | undefined): string {
	return value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : '';
}
