import {expect, test} from 'vitest';
import type {NodeInfo} from '../../../source/cluster/node.ts';
import {freshCluster} from '../../cluster/story.ts';
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
