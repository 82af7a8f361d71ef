import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {makeSeed} from '../drivers/embedded/client/make-seed.ts';
import {checkEmbedded, EmbeddedError} from '../drivers/embedded/client.ts';
import {bringUp, type RunningStack} from '../stack/bring-up.ts';
import type {CommandIo} from './command-io.ts';
import {sayingStackErrors} from './saying-stack-errors.ts';

export interface UpOptions {
	readonly replicas?: number;
	readonly importFile?: string;
	readonly port?: number;
}

const highestPort = 65_535;

/** Brings the stack up and says how to reach it; `isUp` is told of it. Gives the exit status. */
export function run(
	options: UpOptions,
	io: CommandIo,
	isUp: (stack: RunningStack) => void = () => {},
): Promise<number> {
	return sayingStackErrors(io, async say => {
		check(options);
		const folder = mkdtempSync(join(tmpdir(), 'litescope-up-'));
		const makeDatabase = async (importFile: string | undefined) => {
			const into = join(folder, 'data.db');
			await makeSeed({into, ...(importFile !== undefined && {importFile})});
			return into;
		};
		try {
			const stack = await bringUp(options, {say, makeDatabase, interrupted: io.interrupted});
			await io.out(howToReach(stack));
			isUp(stack);
		} finally {
			rmSync(folder, {recursive: true, force: true});
		}
	});
}

/** Throws an EmbeddedError where an option is wrong; replicas and imports are those of the embedded cluster. */
function check({replicas, importFile}: UpOptions): void {
	checkEmbedded({
		name: 'up',
		...(replicas !== undefined && {replicas}),
		...(importFile !== undefined && {importFile}),
	});
}

/** A port as it is typed. Throws an EmbeddedError. */
export function parsePort(text: string): number {
	const port = Number(text);
	if (/^\d+$/.test(text) && port >= 1 && port <= highestPort) return port;
	throw new EmbeddedError(2, `--port takes a port from 1 to ${highestPort}, not ${text}.`);
}

function howToReach({nodes, port}: RunningStack): string {
	const names = nodes.map(({name}) => name).join(', ');
	const [primary] = nodes;
	return [
		`up: ${names}, all caught up with TXID ${primary?.position.slice(0, 16)}`,
		`  invoices   http://127.0.0.1:${port}/`,
		`  shell      docker exec -it ${primary?.container} sqlite3 /litefs/data.db`,
		'  away with  litescope down',
		'',
	].join('\n');
}
