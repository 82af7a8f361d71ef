import {fstatSync, readSync} from 'node:fs';
import {join} from 'node:path';
import type {Table} from '../../../cluster/node.ts';
import type {PageChecksums} from '../../../litefs/page-checksums.ts';
import {isBusy} from '../busy.ts';
import {PositionFile} from '../position-file.ts';
import type {SnapshotSource} from '../primary/primary.ts';
import {databaseName} from '../protocol.ts';
import {readTables} from '../tables.ts';
import {type Content, Refusal} from './content.ts';
import {ReplicaFiles} from './files.ts';
import {changeCounter, headerBytes, isRollbackMode, schemaCookie} from './header.ts';
import type {Batch, ReplicaState} from './messages.ts';
import {recover} from './recover.ts';
import {Slots} from './slot.ts';
import {installSnapshot, receiveSnapshot} from './snapshot.ts';
import {Stage, type Staged, stagedFrom} from './staged.ts';
import {writePages} from './write.ts';

/** How an attempt to apply ended. A busy one is made again. */
export type Attempt =
	| {readonly result: 'applied'; readonly first: bigint; readonly schemaChanged: boolean}
	| {readonly result: 'busy'}
	| {readonly result: 'diverged'; readonly text: string};

/**
 * A replica's database: real pages in a real file, in rollback mode. Nobody else writes to it; what was received is
 * kept in a slot, then written into the file under SQLite's exclusive lock.
 */
export class Replica {
	readonly #files: ReplicaFiles;
	readonly #slots: Slots;
	readonly #stage = new Stage();
	readonly #positionFile: PositionFile;
	#content: Content | undefined;
	#staged: Staged | undefined;

	/** Opens a replica's folder and recovers what was broken off. Throws what the file system says. */
	constructor(folder: string) {
		const path = join(folder, databaseName);
		this.#files = new ReplicaFiles(path);
		this.#slots = new Slots(folder);
		this.#positionFile = new PositionFile(`${path}-pos`);
		const {fd} = this.#files;
		const recovered = fd === undefined ? undefined : recover(fd, this.#slots.received);
		if (!recovered) return;
		this.#files.connect();
		this.#content = recovered;
		if (recovered.ahead) this.#staged = this.#checked(stagedFrom(recovered.ahead));
		this.#positionFile.write(this.#position());
	}

	/** How far it is; undefined where it needs a snapshot. */
	get state(): ReplicaState | undefined {
		if (!this.#content) return undefined;
		const {pageSize, pages} = this.#content.checksums;
		return {...this.#position(), pageSize, pages};
	}

	/** Whether something was received and is not applied yet. */
	get isBehindReceived(): boolean {
		return this.#staged !== undefined;
	}

	/** Tables and columns; undefined where nobody can tell now. */
	tables(): readonly Table[] | undefined {
		try {
			return this.#files.connection && readTables(this.#files.connection);
		} catch {
			return undefined;
		}
	}

	/** Keeps what the primary sent. Throws a Refusal where it does not follow what is there. */
	receive(batch: Batch): void {
		const content = this.#content;
		if (!content) throw new Refusal('There is no database yet.');
		const fits =
			batch.first === content.txid + 1n &&
			batch.preChecksum === content.checksum &&
			batch.pageSize === content.checksums.pageSize;
		if (!fits) throw new Refusal(`TXID ${batch.first} does not follow what is here.`);
		const {staged, file} = this.#stage.batch(batch, content.page1);
		const checked = this.#checked(staged);
		this.#slots.write(file, false);
		this.#staged = checked;
	}

	/** Tries to apply what was received. */
	apply(): Attempt {
		const {txid, checksums, page1: before, written} = this.#content!;
		const {last, postChecksum, commit, pages} = this.#staged!;
		try {
			this.#files.lock();
		} catch (error) {
			return isBusy(error) ? {result: 'busy'} : {result: 'diverged', text: sentence(error)};
		}
		const received = new Uint8Array(pages[0]![1]);
		try {
			const text = this.divergence();
			if (text) return {result: 'diverged', text};
			const file = {page1: written, pages: this.#filePages(), counter: changeCounter(written)};
			const page1 = writePages(this.#files.fd!, checksums.pageSize, pages, commit, file);
			this.#content = {
				txid: last,
				checksum: postChecksum,
				checksums,
				page1: received,
				written: page1.subarray(0, headerBytes),
			};
			this.#staged = undefined;
			// While nobody can read: whoever holds a lock finds the position of what can be read.
			this.#positionFile.write(this.#position());
		} finally {
			this.#files.unlock();
		}
		const schemaChanged = schemaCookie(before) !== schemaCookie(received);
		return {result: 'applied', first: txid + 1n, schemaChanged};
	}

	/** Says how the file is not what was last written to it, if it is not. */
	divergence(): string | undefined {
		const {fd} = this.#files;
		if (fd === undefined || !this.#content) return undefined;
		if (fstatSync(fd).nlink === 0) return 'Its database file was deleted or replaced.';
		const head = Buffer.from(new ArrayBuffer(headerBytes));
		readSync(fd, head, 0, headerBytes, 0);
		if (!isRollbackMode(head)) return 'Somebody changed the journal mode of its database.';
		const same = head.equals(this.#content.written.subarray(0, headerBytes));
		return same ? undefined : 'Somebody wrote to its database.';
	}

	/** Reads a snapshot as a whole and verifies it. Throws a Refusal where it is not what it should be. */
	receiveSnapshot(source: SnapshotSource): PageChecksums {
		this.#staged = undefined;
		return receiveSnapshot(this.#files, source);
	}

	/** Tries to put the snapshot that was received in the place of everything; undefined while others read. */
	installSnapshot(
		source: SnapshotSource,
		checksums: PageChecksums,
	): {readonly replaced: boolean} | undefined {
		const installed = installSnapshot(this.#files, this.#slots, this.#stage, source, this.#content);
		if (!installed) return undefined;
		this.#content = {...source.position, checksums, ...installed};
		this.#positionFile.write(this.#position());
		return {replaced: installed.replaced};
	}

	close(): void {
		this.#files.close();
		this.#slots.close();
		this.#positionFile.close();
	}

	#position() {
		const {txid, checksum} = this.#content!;
		return {txid, checksum};
	}

	#filePages(): number {
		return fstatSync(this.#files.fd!).size / this.#content!.checksums.pageSize;
	}

	/** Takes the new pages into the checksums. Throws a Refusal where they do not add up. */
	#checked(staged: Staged): Staged {
		const {checksums} = this.#content!;
		for (const [page, bytes] of staged.pages) checksums.set(page, bytes);
		checksums.resize(staged.commit);
		if (checksums.total === staged.postChecksum) return staged;
		this.#content = undefined;
		throw new Refusal(`The checksum after TXID ${staged.last} is not the primary’s.`);
	}
}

function sentence(error: unknown): string {
	return `SQLite cannot open its database: ${(error as Error).message}.`;
}
