import {execFile} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, test} from 'vitest';
import {Primary} from '../../../source/drivers/embedded/primary/primary.ts';
import {decodeLtx, ltxName} from '../../../source/litefs/ltx-decode.ts';
import {formatChecksum} from '../../../source/litefs/position.ts';
import {OtherProgram} from './other-program.ts';
import {temporaryFolder} from './temporary-folder.ts';

const run = promisify(execFile);

/** Builds the `ltx` tool of LiteFS's own module, of the version that LiteFS uses; or says why it cannot be had. */
async function buildTool(folder: string): Promise<string | {readonly missing: string}> {
	const module = 'github.com/superfly/ltx';
	mkdirSync(folder);
	writeFileSync(join(folder, 'go.mod'), `module tool\n\ngo 1.21\n`);
	try {
		await run('go', ['version']);
	} catch {
		return {missing: 'there is no Go here'};
	}
	try {
		await run('go', ['get', `${module}/cmd/ltx@v0.3.14`], {cwd: folder});
	} catch {
		return {missing: `Go cannot get ${module}`};
	}
	const tool = join(folder, 'ltx');
	await run('go', ['build', '-o', tool, `${module}/cmd/ltx`], {cwd: folder});
	return tool;
}

test('LiteFS’s own ltx tool verifies our LTX files, applies them, and agrees with the checksums', async context => {
	const folder = temporaryFolder();
	const tool = await buildTool(join(folder, 'tool'));
	if (typeof tool !== 'string') {
		process.stdout.write(`LTX files were not compared with LiteFS’s tool: ${tool.missing}.\n`);
		context.skip();
		return;
	}
	const database = join(folder, 'data.db');
	writeFileSync(database, '');
	const primary = new Primary(
		folder,
		() => {},
		() => 1n << 62n,
	);
	primary.start();
	const shell = new OtherProgram(database);
	for (const sql of [
		'CREATE TABLE t (id INTEGER PRIMARY KEY, a)',
		'INSERT INTO t (a) SELECT randomblob(3000) FROM pragma_function_list LIMIT 100',
		'CREATE INDEX i ON t (a)',
		'DELETE FROM t WHERE id % 3',
		'VACUUM',
		'UPDATE t SET a = 1 WHERE id = 3',
	]) {
		await shell.exec(sql);
		primary.look();
	}
	await shell.end();
	const {position, log} = primary;
	const vacuumAt = 5;
	const beforeVacuum = log.record(BigInt(vacuumAt))!.position.checksum;
	expect(position.txid).toBe(7n);
	const files = log.range(1n, position.txid)!.map(record => {
		const {txid} = record.position;
		const bytes = Buffer.alloc(record.bytes);
		record.segment.read(bytes, record.offset);
		const path = join(folder, ltxName({minTxid: txid, maxTxid: txid}));
		writeFileSync(path, bytes);
		return path;
	});
	primary.close();

	await run(tool, ['verify', ...files]);
	const checksum = (path: string) => run(tool, ['checksum', path]).then(({stdout}) => stdout.trim());
	expect(await checksum(database)).toBe(formatChecksum(position.checksum));
	// The tool checks every position on the way. It applies neither a first image nor a transaction that shrinks.
	const applied = join(folder, 'applied.db');
	const {pages} = decodeLtx(readFileSync(files[0]!));
	writeFileSync(applied, Buffer.concat(pages.map(([, bytes]) => bytes)));
	await run(tool, ['apply', '-db', applied, ...files.slice(1, vacuumAt)]);
	expect(await checksum(applied)).toBe(formatChecksum(beforeVacuum));

	const broken = readFileSync(files[1]!);
	broken[200]! ^= 1;
	writeFileSync(files[1]!, broken);
	await expect(run(tool, ['verify', files[1]!])).rejects.toThrow();
}, 120_000);
