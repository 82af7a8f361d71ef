/**
 * A litescope in a process of its own, for a test that kills it: attaches to the cluster in its argument, has a transaction
 * open on the replica, runs a statement for ever on the primary, and writes `running` then.
 */
import {openDocker} from '../../../../source/drivers/docker/client.ts';

const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c';
const run = (node: string, ...statements: readonly string[]) =>
	driver.send({
		type: 'run',
		run: node,
		node,
		statements: statements.map((sql, index) => ({id: `${node} ${index}`, sql})),
	});

const driver = openDocker(
	{name: 'killed', cluster: process.argv[2] ?? '', database: 'data.db'},
	events => {
		for (const event of events) {
			if (event.type === 'gone') process.stdout.write(`${event.text}\n`);
			else if (event.type === 'ready') run('replica-1', 'BEGIN', 'SELECT count(*) FROM albums');
			else if (event.type === 'outcome' && event.outcome.id === 'replica-1 1')
				run('primary', 'SELECT 1', endless);
			else if (event.type === 'outcome' && event.outcome.id === 'primary 0')
				process.stdout.write('running\n');
		}
	},
	{open() {}, rows() {}},
);
