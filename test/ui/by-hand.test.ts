import {describe, expect, it} from 'vitest';
import type {ClusterEvent} from '../../source/cluster/event.ts';
import {freshCluster, refused} from '../cluster/story.ts';
import {person} from './person.ts';

const insert = "INSERT INTO genres (name)\n  VALUES ('Ska'); -- again";

/** A cluster in Docker. */
const inDocker: readonly ClusterEvent[] = freshCluster().map((event): ClusterEvent => {
	if (event.type === 'cluster') {
		const capabilities = {...event.cluster.capabilities, forward: true as const};
		return {...event, cluster: {...event.cluster, kind: 'docker', capabilities}};
	}
	if (event.type !== 'node') return event;
	const {path: _, ...node} = event.node;
	return {...event, node: {...node, container: {name: `shop-${node.name}`, database: '/litefs/shop.db'}}};
});

describe('what was done can be done by hand', () => {
	it('forwarding a refused write', () => {
		const someone = person([...inDocker, ...refused(insert)], {columns: 200, rows: 50});
		someone.press('ctrl+t', 'ctrl+f');
		expect(someone.isTold()).toBe(
			'The same by hand: docker exec shop-replica-1 litefs run -with-halt-lock-on /litefs/shop.db -- sqlite3 /litefs/shop.db "INSERT INTO genres (name) VALUES (\'Ska\');"',
		);
	});

	it('running it on the primary', () => {
		const someone = person([...inDocker, ...refused(`INSERT INTO genres (name) VALUES ('$"');`)], {
			columns: 200,
			rows: 50,
		});
		someone.press('ctrl+t', 'ctrl+o');
		expect(someone.isTold()).toBe(
			String.raw`The same by hand: docker exec shop-primary sqlite3 /litefs/shop.db 'INSERT INTO genres (name) VALUES ('\''$"'\'');'`,
		);
	});

	it('pausing a container, for which nothing is asked', () => {
		const someone = person(inDocker);
		someone.press('escape', '2', 'p');
		expect(someone.isTold()).toBe('The same by hand: docker pause shop-replica-1');
	});
});

it('says of a statement on a replica that was committed that it was forwarded', () => {
	const outcome = {
		id: 'a',
		node: 'replica-1',
		status: 'ok',
		durationMs: 3,
		changes: 1,
		committed: {first: 2n, last: 2n},
		inTransaction: false,
	} as const;
	const someone = person([
		...inDocker,
		{type: 'started', atMs: 1, id: 'a', node: 'replica-1', sql: 'DELETE FROM a;', run: 'a'},
		{type: 'outcome', atMs: 2, outcome},
	]);
	expect(someone.reads()).toMatch(/ok {2}1 row {2}forwarded {2}TXID 02/);
});
