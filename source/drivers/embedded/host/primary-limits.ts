import {limits} from '../../../cluster/limits.ts';
import {groupDigits} from '../../../sqlite/values.ts';
import type {Primary} from '../primary/primary.ts';

/** Says when a primary meets a limit: once, and again when it meets it again. */
export class PrimaryLimits {
	readonly #tell: (text: string) => void;
	readonly #walReaders: () => string;
	#met = {wal: false, size: false};

	/** `walReaders` names who reads from the WAL now. */
	constructor(tell: (text: string) => void, walReaders: () => string) {
		this.#tell = tell;
		this.#walReaders = walReaders;
	}

	check(engine: Primary): void {
		const wal = engine.walBytes > limits.walWarnBytes && engine.isHeldUp;
		if (wal && !this.#met.wal) {
			const mebibytes = groupDigits(Math.round(engine.walBytes / (1024 * 1024)));
			const who = this.#walReaders();
			this.#tell(
				`The WAL has grown to ${mebibytes} MiB: a long transaction of ${who} keeps it from being checkpointed.`,
			);
		}
		const size = engine.pages * engine.pageSize > limits.databaseBytes;
		if (size && !this.#met.size) {
			this.#tell('The database is larger than 1 GiB, which is the most an embedded cluster is made for.');
		}
		this.#met = {wal, size};
	}
}
