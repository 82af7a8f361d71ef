import {appendFileSync, renameSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {limits} from '../../../cluster/limits.ts';

/** A node's log: a line for each thing worth knowing, in LiteFS's manner. */
export class NodeLog {
	readonly #path: string;

	constructor(folder: string) {
		this.#path = join(folder, 'log');
	}

	/** Adds a line. A log that cannot be written is no reason to stop anything. */
	write(level: 'INFO' | 'WARN' | 'ERROR', text: string): void {
		const line = `time=${new Date().toISOString()} level=${level} msg=${JSON.stringify(text)}\n`;
		try {
			appendFileSync(this.#path, line, {mode: 0o600});
			if (statSync(this.#path).size > limits.nodeLogBytes) renameSync(this.#path, `${this.#path}.old`);
		} catch {}
	}
}
