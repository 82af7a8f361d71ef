import type {CommandIo} from '../command-io.ts';

/** Writes lines in their order, without the one who has them waiting for it. */
export interface LineWriter {
	lines(lines: readonly string[]): void;
	/** Resolves when all is written. Rejects when nobody reads it. */
	written(): Promise<void>;
}

/** Makes a writer of lines to where a command's data goes. */
export function createLineWriter(io: CommandIo): LineWriter {
	let written = Promise.resolve();
	return {
		lines(lines) {
			if (lines.length === 0) return;
			written = written.then(() => io.out(lines.map(line => `${line}\n`).join('')));
			// Whoever awaits it is told; nobody may be waiting at the moment it fails.
			written.catch(() => {});
		},
		written: () => written,
	};
}
