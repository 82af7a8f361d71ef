import {readFile} from 'node:fs/promises';

/** The database that the cluster replicates; LiteFS's mount has it on every node. */
export const databasePath = '/litefs/data.db';

/** What LiteFS's API tells of this node. */
export interface Standing {
	readonly isPrimary: boolean;
	/** The primary's name, where a replica knows it. */
	readonly primary: string | undefined;
}

/** Asks LiteFS whether this node is the primary now. Rejects where LiteFS does not answer. */
export async function standing(): Promise<Standing> {
	const response = await fetch('http://localhost:20202/info', {signal: AbortSignal.timeout(2000)});
	const info = (await response.json()) as {isPrimary: boolean; primary?: {hostname?: string}};
	return {isPrimary: info.isPrimary, primary: info.primary?.hostname || undefined};
}

/**
 * The position of this node's database as LiteFS prints it, 16 hexadecimal digits of TXID, a slash, 16 of checksum;
 * undefined where the node has no database yet.
 */
export async function position(): Promise<string | undefined> {
	try {
		return (await readFile(`${databasePath}-pos`, 'latin1')).trim();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

/** The TXID of a position: its digits compare as numbers do. */
export function txidOf(at: string): string {
	return at.slice(0, 16);
}

/** Waits until this node has a transaction. False where it has not come in that time, in milliseconds. */
export async function hasReceived(txid: string, patienceMs: number): Promise<boolean> {
	const deadline = performance.now() + patienceMs;
	for (;;) {
		const at = await position();
		if (at !== undefined && txidOf(at) >= txid) return true;
		if (performance.now() >= deadline) return false;
		await new Promise(resolve => setTimeout(resolve, 5));
	}
}
