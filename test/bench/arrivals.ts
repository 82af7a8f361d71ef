import {openEmbeddedCluster, testFolder} from '../clusters/embedded.ts';
import {type Row, spread} from './table.ts';

const warmUp = 20;
const runs = 300;

/** From the primary's commit to the replica's apply, as it stands on the screen; with 1 and with 9 replicas. */
export async function arrivals(): Promise<readonly Row[]> {
	const rows: Row[] = [];
	for (const replicas of [1, 9]) {
		const folder = testFolder();
		const cluster = await openEmbeddedCluster({replicas});
		await cluster.run('primary', 'CREATE TABLE measured (id INTEGER PRIMARY KEY, value TEXT)');
		for (let run = 0; run < warmUp + runs; run++) {
			const {committed} = await cluster.run('primary', "INSERT INTO measured (value) VALUES ('x')");
			await cluster.until('every replica has it', snapshot =>
				snapshot.nodes.every(({position}) => position && position.txid >= committed!.last),
			);
		}
		const {transactions} = cluster.snapshot();
		const measured = transactions.slice(-runs);
		const last = measured.map(transaction =>
			Math.max(...transaction.arrivals.map(({elapsedMs}) => elapsedMs)),
		);
		rows.push({
			what: `commit on the primary to seen on the ${replicas === 1 ? 'replica' : `last of ${replicas} replicas`}`,
			litescope: spread(last),
			peer: 'real LiteFS, elsewhere: 6 ms median, 33 ms most',
			goal: 'at most 3 ms',
		});
		await cluster.close();
		folder.clean();
	}
	return rows;
}
