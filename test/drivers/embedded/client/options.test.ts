import {chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {
	checkEmbedded,
	EmbeddedError,
	type EmbeddedOptions,
} from '../../../../source/drivers/embedded/client.ts';

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'litescope-test-'));
});

afterAll(() => rmSync(folder, {recursive: true}));

/** What is said of these options, and the exit status. */
function complaint(options: Partial<EmbeddedOptions>): readonly [number, string] | undefined {
	try {
		checkEmbedded({name: 'test', ...options});
		return undefined;
	} catch (error) {
		expect(error).toBeInstanceOf(EmbeddedError);
		const {exitStatus, message} = error as EmbeddedError;
		return [exitStatus, message.replaceAll(folder, 'DIR')];
	}
}

function file(name: string, content: string): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

describe('what is wrong with the options is one sentence', () => {
	it('where numbers are out of bounds', () => {
		expect(complaint({replicas: 10})).toEqual([2, '--replicas takes 1 to 9 replicas, not 10.']);
		expect(complaint({replicas: 1.5})).toEqual([2, '--replicas takes 1 to 9 replicas, not 1.5.']);
		expect(complaint({latencyMs: -1})).toEqual([2, '--latency takes 0 to 60,000 milliseconds, not -1.']);
		expect(complaint({replicas: 9, latencyMs: 60_000})).toBeUndefined();
	});

	it('where the import is no database', () => {
		expect(complaint({importFile: join(folder, 'none.db')})).toEqual([
			1,
			'DIR/none.db does not exist; --import takes a SQLite database file.',
		]);
		expect(complaint({importFile: folder})).toEqual([
			1,
			'DIR is a folder; --import takes a SQLite database file.',
		]);
		expect(complaint({importFile: file('empty.db', '')})).toEqual([
			1,
			'DIR/empty.db is empty; --import takes a SQLite database file.',
		]);
		expect(complaint({importFile: file('notes.txt', 'Dear diary, today I learned about SQLite.')})).toEqual([
			1,
			'DIR/notes.txt is not a SQLite database.',
		]);
		const large = file('large.db', 'SQLite format 3\0');
		truncateSync(large, 1024 ** 3 + 1);
		expect(complaint({importFile: large})).toEqual([
			1,
			'DIR/large.db has 1,073,741,825 bytes; an embedded cluster takes at most 1,073,741,824.',
		]);
	});

	it('where the folder cannot keep a cluster', () => {
		expect(complaint({folder: file('a-file', 'x')})).toEqual([
			1,
			'DIR/a-file is a file; a cluster is kept in a folder.',
		]);
		const other = join(folder, 'other');
		mkdirSync(other);
		file('other/thesis.txt', 'x');
		expect(complaint({folder: other})).toEqual([
			1,
			'DIR/other holds no cluster but other files (thesis.txt): give a cluster a new or empty folder.',
		]);
		expect(complaint({folder: join(folder, 'new', 'deep')})).toBeUndefined();
	});

	it('where an import meets a cluster', () => {
		const kept = join(folder, 'kept');
		mkdirSync(kept);
		file('kept/cluster.json', '{}');
		const importFile = file('real.db', 'SQLite format 3\0');
		expect(complaint({folder: kept})).toBeUndefined();
		expect(complaint({folder: kept, importFile})).toEqual([
			2,
			'DIR/kept holds a cluster already, and --import begins a new one: give it a new folder.',
		]);
	});

	// Root may write everywhere.
	it.skipIf(process.getuid?.() === 0)('where the folder cannot be written', () => {
		const closed = join(folder, 'closed');
		mkdirSync(closed);
		chmodSync(closed, 0o500);
		expect(complaint({folder: closed})).toEqual([
			1,
			'DIR/closed cannot be written: give --data-dir a folder of your own.',
		]);
	});
});
