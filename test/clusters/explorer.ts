/**
 * A litescope in a process of its own, for tests that kill it. Opens a cluster with the options in its argument, runs
 * a statement for ever on the primary, and writes `{"folder":…}` when it runs.
 */
import {type EmbeddedOptions, openEmbedded} from '../../source/drivers/embedded/client.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as Partial<EmbeddedOptions>;
const sql = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c';
let folder: string | undefined;

const driver = openEmbedded(
	{name: 'killed', ...options},
	events => {
		for (const event of events) {
			if (event.type === 'cluster') folder = event.cluster.folder;
			else if (event.type === 'gone') process.stdout.write(`${event.text}\n`);
			else if (event.type === 'ready') {
				const statements = [
					{id: '1', sql: 'SELECT 1'},
					{id: '2', sql},
				];
				driver.send({type: 'run', run: '1', node: 'primary', statements});
			} else if (event.type === 'started' && event.id === '2') {
				process.stdout.write(`${JSON.stringify({folder})}\n`);
			}
		}
	},
	{open() {}, rows() {}},
);
