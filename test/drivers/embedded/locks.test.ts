import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';

// POSIX locks belong to a process, and go when it closes any descriptor of the file, in any thread. So what runs in
// the host's process may open a database in one place only, where the descriptor outlives the connections.

const folder = fileURLToPath(new URL('../../../source/drivers/embedded/', import.meta.url));
const otherProcesses = /^(client|session|sample)\b|^seed\.ts$/;

const modules = readdirSync(folder, {recursive: true, encoding: 'utf8'})
	.filter(name => name.endsWith('.ts') && !otherProcesses.test(name))
	.map(name => ({name, text: readFileSync(join(folder, name), 'utf8')}));

/** Modules of the host that open files by path, and which. */
const opening = {
	'host/cluster-file.ts': 'cluster.json',
	'host/create-cluster.ts': 'the primary’s database, before anybody has opened it',
	'host/holders.ts': '/proc/locks',
	'host/host-lock.ts': 'host.json',
	'host/node-log.ts': 'a node’s log',
	'log/segment.ts': 'a segment of the log',
	'position-file.ts': 'a position file',
	'primary/baseline.ts': 'the checksums',
	'primary/files.ts': 'the primary’s database',
	'replica/files.ts': 'a replica’s database',
	'replica/slot.ts': 'a slot',
};

/** Modules of the host that connect SQLite, and to what. */
const connecting = {
	'host/host-lock.ts': 'host.lock',
	'primary/files.ts': 'the primary’s database',
	'replica/files.ts': 'a replica’s database',
};

const openers =
	/\b(openSync|readFileSync|writeFileSync|appendFileSync|copyFileSync|cpSync|truncateSync|createReadStream|createWriteStream|openAsBlob)\b/;

describe('in the host’s process', () => {
	test('files are opened in these modules and no others', () => {
		const found = modules.filter(({text}) => openers.test(text)).map(({name}) => name);
		expect(found.sort()).toEqual(Object.keys(opening).sort());
	});

	test('SQLite is connected in these modules and no others', () => {
		const found = modules.filter(({text}) => /\bnew Database\(/.test(text)).map(({name}) => name);
		expect(found.sort()).toEqual(Object.keys(connecting).sort());
	});

	test('nothing opens files or databases in another way', () => {
		const found = modules.filter(({text}) =>
			/from '(node:)?(fs\/promises|sqlite)'|\bimport fs\b|\* as fs\b|\brequire\(/.test(text),
		);
		expect(found.map(({name}) => name)).toEqual([]);
	});
});
