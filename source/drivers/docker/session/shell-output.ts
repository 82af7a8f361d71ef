import {StringDecoder} from 'node:string_decoder';
import type {Value} from '../../driver.ts';
import {readValue, unfinished, valueEnd} from './shell-values.ts';

/** Takes what a shell in `quote` mode writes. */
export interface OutputTaker {
	/** A row; the first of a statement has the names of its columns. */
	row(values: readonly Value[]): void;
	/** A statement has succeeded (`.changes on`): rows changed by the last one that changes rows, and by all of them so far. */
	changes(count: number, total: number): void;
	/** A line that `.print` wrote. */
	print(line: string): void;
	/** Whether the values of rows are wanted; where they are not, rows are passed over. */
	wanted(): boolean;
}

/** The first characters of lines that are not rows: of `changes: `, and of what we print. */
const lineMarks = new Set(['c', '#']);

/**
 * Reads the stdout of a shell in `quote` mode as it comes. A value may hold anything, also what looks like the line of
 * a mark: quotes are followed, so only the start of a line outside of them counts.
 */
export class ShellOutput {
	readonly #decoder = new StringDecoder('utf8');
	readonly #taker: OutputTaker;
	#parts: string[] = [];
	#length = 0;
	/** Length at which what has come is looked at again, so that a very long value is not scanned each time. */
	#due = 0;
	#row: Value[] = [];
	#atLineStart = true;

	constructor(taker: OutputTaker) {
		this.#taker = taker;
	}

	take(chunk: Buffer): void {
		const text = this.#decoder.write(chunk);
		this.#parts.push(text);
		this.#length += text.length;
		// Everything that ends does so with a line break, and what the shell waits behind is at the end of a chunk.
		if (!text.endsWith('\n') && (this.#length < this.#due || !text.includes('\n'))) return;
		const all = this.#parts.length === 1 ? text : this.#parts.join('');
		const rest = all.slice(this.#consume(all));
		this.#parts = rest === '' ? [] : [rest];
		this.#length = rest.length;
		this.#due = 2 * rest.length;
	}

	/** Takes what is complete, and gives how much that was. */
	#consume(text: string): number {
		let at = 0;
		while (at < text.length) {
			const next =
				this.#atLineStart && lineMarks.has(text[at]!) ? this.#line(text, at) : this.#value(text, at);
			if (next === undefined) break;
			at = next;
		}
		return at;
	}

	#line(text: string, at: number): number | undefined {
		const end = text.indexOf('\n', at);
		if (end < 0) return undefined;
		const line = text.slice(at, end);
		const counts = /^changes:\s*(\d+)\s+total_changes:\s*(\d+)/.exec(line);
		if (counts) this.#taker.changes(Number(counts[1]), Number(counts[2]));
		else this.#taker.print(line);
		return end + 1;
	}

	#value(text: string, at: number): number | undefined {
		const end = valueEnd(text, at);
		// What stands behind the value tells whether the row goes on.
		if (end === unfinished || end >= text.length) return undefined;
		if (this.#taker.wanted()) this.#row.push(readValue(text, at, end));
		this.#atLineStart = text[end] === '\n';
		if (this.#atLineStart) {
			const row = this.#row;
			this.#row = [];
			this.#taker.row(row);
		}
		return end + 1;
	}
}
