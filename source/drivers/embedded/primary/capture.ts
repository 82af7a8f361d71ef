import {Wal} from './wal.ts';
import {type WalIndex, WalIndexReader} from './wal-index.ts';

/** One commit in the WAL: which frame has the last image of each page, and the pages of the database after it. */
export interface CapturedCommit {
	readonly frames: ReadonlyMap<number, number>;
	readonly commit: number;
}

/**
 * Reads commits out of the WAL as they are made, whoever makes them. The caller keeps a read transaction open, so
 * that no frame is overwritten before it was read; where that could not be kept up, the count of commits tells.
 */
export class Capture {
	readonly #index: WalIndexReader;
	readonly #wal: Wal;
	/** Which frame of this generation has the newest image of each page that it has. */
	readonly #newest = new Map<number, number>();
	#last: WalIndex | undefined;
	/** Commits since `#last`. */
	#commits = 0;

	constructor(files: {readonly indexFd: number; readonly walFd: number; readonly pageSize: number}) {
		this.#index = new WalIndexReader(files.indexFd);
		this.#wal = new Wal(files.walFd, files.pageSize);
	}

	/** Frames of the WAL that were read. */
	get frames(): number {
		return this.#wal.frame;
	}

	/**
	 * Reads what was committed since the last time and gives each commit to `take`. Returns `lost` where commits
	 * were missed or the WAL is not what the wal-index says: the pages must be compared.
	 */
	read(take: (commit: CapturedCommit) => void): 'ok' | 'lost' {
		const index = this.#index.read();
		const last = this.#last;
		// A writer that was killed half-way leaves no valid header until the next one repairs it.
		if (!index || !last) return 'ok';
		if (index.change === last.change && index.maxFrame === last.maxFrame && this.#wal.isGeneration(index)) {
			return 'ok';
		}
		this.#commits = 0;
		const restarted = !this.#wal.isGeneration(index);
		if (restarted) {
			this.#wal.restart(index);
			this.#newest.clear();
		}
		this.#last = index;
		if (!this.#readTo(index, take)) return 'lost';
		const missed = restarted && (last.change + this.#commits) >>> 0 !== index.change;
		return missed ? 'lost' : 'ok';
	}

	/**
	 * Begins with the WAL as it is now, without giving its commits to anybody. The write lock must be held. False
	 * where the WAL is not what the wal-index says.
	 */
	begin(): boolean {
		const index = this.#index.read();
		if (!index) return false;
		this.#wal.restart(index);
		this.#newest.clear();
		this.#last = index;
		return this.#readTo(index, () => {});
	}

	/** The wal-index as it is now. */
	now(): WalIndex | undefined {
		return this.#index.read();
	}

	/** All frames have been copied to the database and it is frozen: pages are read from it now. */
	forgetFrames(): void {
		this.#newest.clear();
	}

	/** The frame with the newest image of a page, or undefined where that is in the database file. */
	frameOf(page: number): number | undefined {
		return this.#newest.get(page);
	}

	/** The page in a frame; overwritten by the next call. */
	content(frame: number): Buffer {
		return this.#wal.content(frame);
	}

	/** For each page that has its newest image in the WAL, where that is. */
	locations(): {readonly pages: Uint32Array; readonly offsets: Float64Array} {
		const pages = Uint32Array.from(this.#newest.keys());
		const offsets = Float64Array.from(this.#newest.values(), frame => this.#wal.offset(frame));
		return {pages, offsets};
	}

	#readTo(index: WalIndex, take: (commit: CapturedCommit) => void): boolean {
		let frames = new Map<number, number>();
		while (this.#wal.frame < index.maxFrame) {
			if (!this.#wal.next(index.maxFrame)) return false;
			frames.set(this.#wal.page, this.#wal.frame);
			if (this.#wal.commit === 0) continue;
			this.#commits++;
			for (const [page, frame] of frames) this.#newest.set(page, frame);
			take({frames, commit: this.#wal.commit});
			frames = new Map();
		}
		return this.#wal.agrees(index);
	}
}
