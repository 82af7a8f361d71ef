import {closeSync, openSync, readFileSync, writeSync} from 'node:fs';
import {formatPosition, type Position, parsePosition} from '../../litefs/position.ts';

/** A `<db>-pos` file, kept open: others read it through descriptors of their own, so it is never replaced. */
export class PositionFile {
	readonly #fd: number;

	constructor(path: string) {
		this.#fd = openSync(path, 'a+', 0o644);
		closeSync(this.#fd);
		this.#fd = openSync(path, 'r+');
	}

	write(position: Position): void {
		writeSync(this.#fd, `${formatPosition(position)}\n`, 0);
	}

	close(): void {
		closeSync(this.#fd);
	}
}

/** What a `<db>-pos` file says; undefined where there is none or it is no position. */
export function readPositionFile(path: string): Position | undefined {
	try {
		return parsePosition(readFileSync(path, 'latin1'));
	} catch {
		return undefined;
	}
}
