import {join} from 'node:path';
import {lockPage, type PageChecksums} from '../../../litefs/page-checksums.ts';
import type {Position} from '../../../litefs/position.ts';
import {Log, type LogLimits} from '../log/log.ts';
import type {LogRecord} from '../log/record.ts';
import {PositionFile, readPositionFile} from '../position-file.ts';
import {databaseName} from '../protocol.ts';
import {loadBaseline, saveBaseline} from './baseline.ts';
import {restoreState} from './state.ts';

/** A transaction that was captured, and whether it changed the schema. */
export interface Captured {
	readonly record: LogRecord;
	readonly schemaChanged: boolean;
	/** It was found by comparing pages: maybe several transactions, made while nobody looked. */
	readonly compared?: true;
}

/**
 * Gives each transaction its TXID and checksum and writes it to the log; keeps the position file, and now and then
 * the checksums of all pages, so that the log need not go back further than to those.
 */
export class Recorder {
	readonly log: Log;
	readonly #pageSize: number;
	readonly #limits: LogLimits;
	readonly #checksumsPath: string;
	readonly #positionFile: PositionFile;
	readonly #checksums: PageChecksums;
	#position: Position;
	#schemaCookie = -1;
	#savedTxid: bigint;
	/** Bytes recorded since the checksums were saved. */
	#unsavedBytes = 0;
	#timestampMs = 0;

	/** Opens what is kept in a primary's folder. */
	constructor(folder: string, pageSize: number, limits: LogLimits) {
		const positionPath = join(folder, `${databaseName}-pos`);
		this.#checksumsPath = join(folder, 'checksums');
		this.#pageSize = pageSize;
		this.#limits = limits;
		this.log = new Log(join(folder, 'ltx'), limits);
		const baseline = loadBaseline(this.#checksumsPath);
		const state = restoreState(this.log, baseline, readPositionFile(positionPath), pageSize);
		this.#position = state.position;
		this.#checksums = state.checksums;
		this.#savedTxid = baseline?.position.txid ?? 0n;
		this.#positionFile = new PositionFile(positionPath);
	}

	/** Where the database is after the last transaction that was recorded. */
	get position(): Position {
		return this.#position;
	}

	/** Pages of the database. */
	get pages(): number {
		return this.#checksums.pages;
	}

	/** What the pages are known to hold; of no use to anybody but for comparing. */
	get checksums(): PageChecksums {
		return this.#checksums;
	}

	/** Records a transaction: the pages it wrote, in any order, and the pages of the database after it. */
	record(written: Iterable<number>, commit: number, content: (page: number) => Uint8Array): Captured {
		const lock = lockPage(this.#pageSize);
		const pages = Uint32Array.from(written).filter(page => page <= commit && page !== lock);
		pages.sort();
		const {txid, checksum} = this.#position;
		this.#timestampMs = Math.max(this.#timestampMs, Date.now());
		let schemaChanged = false;
		const header = {
			pageSize: this.#pageSize,
			commit,
			minTxid: txid + 1n,
			maxTxid: txid + 1n,
			timestampMs: this.#timestampMs,
			preChecksum: txid === 0n ? 0n : checksum,
		};
		const record = this.log.append(header, pages, write => {
			for (const page of pages) {
				const bytes = content(page);
				this.#checksums.set(page, bytes);
				if (page === 1) schemaChanged = this.#noteSchema(bytes);
				write(page, bytes);
			}
			this.#checksums.resize(commit);
			return this.#checksums.total;
		});
		this.#position = record.position;
		this.#unsavedBytes += record.bytes;
		return {record, schemaChanged};
	}

	/** Writes out what was recorded since the last time: from now on others may know of it. */
	publish(): void {
		this.log.flush();
		this.#positionFile.write(this.#position);
	}

	/** Drops what the log has too much, but nothing from `keep` on. */
	reap(keep: bigint): void {
		if (this.#unsavedBytes > this.#limits.bytes / 4) this.save();
		const needed = this.#savedTxid + 1n;
		this.log.reap(keep < needed ? keep : needed);
	}

	/** Saves the checksums of all pages. */
	save(): void {
		saveBaseline(this.#checksumsPath, {position: this.#position, checksums: this.#checksums});
		this.#savedTxid = this.#position.txid;
		this.#unsavedBytes = 0;
	}

	close(): void {
		try {
			this.log.close();
		} finally {
			this.#positionFile.close();
		}
	}

	/** The schema cookie (https://sqlite.org/fileformat2.html, 1.3.9) goes up with each change of the schema. */
	#noteSchema(page1: Uint8Array): boolean {
		const cookie = new DataView(page1.buffer, page1.byteOffset).getUint32(40);
		const changed = cookie !== this.#schemaCookie;
		this.#schemaCookie = cookie;
		return changed;
	}
}
