import {expect, test} from 'vitest';
import type {ClusterEvent} from '../../../source/cluster/event.ts';
import type {NodeInfo} from '../../../source/cluster/node.ts';
import {committed, freshCluster} from '../../cluster/story.ts';
import {openScreen} from '../open-screen.ts';

test.each<NodeInfo['status']>(['killed', 'stopped', 'paused', 'away'])(
	'says of a primary that it is %s',
	async status => {
		const events = freshCluster();
		const screen = await openScreen(80, 24, events);
		expect(screen.text().split('\n')[0]).toContain('primary TXID 01');
		const [primary] = events.flatMap(event =>
			event.type === 'node' && event.node.role === 'primary' ? [event] : [],
		);
		await screen.happens([{...primary!, node: {...primary!.node, status}}]);
		expect(screen.text().split('\n')[0]).toContain(`primary ${status} `);
		await screen.close();
	},
);

test('leaves out the database where the position would not be whole', async () => {
	const label = 'docker: litescope';
	const events = freshCluster(['replica-1'], label).map(
		(event): ClusterEvent =>
			event.type === 'cluster' ? {...event, cluster: {...event.cluster, temporary: false}} : event,
	);
	const screen = await openScreen(80, 24, events);
	const top = () => screen.text().split('\n')[0];
	expect(top()).toMatch(/docker: litescope {2}data\.db {2}primary TXID 01 +replica-1 identical/);
	await screen.happens(
		committed(2n, 'CREATE TABLE users (id);', {text: '+ table users', created: ['users']}),
	);
	expect(top()).toMatch(/docker: litescope {2}primary TXID 02 +replica-1 identical 6 ms/);
	await screen.close();
});
