import {describe, expect, it} from 'vitest';
import type {ClusterEvent} from '../../source/cluster/event.ts';
import {freshCluster, refused} from '../cluster/story.ts';
import {person} from './person.ts';

/** A cluster that somebody else brought up, in Docker. */
const theirs: readonly ClusterEvent[] = freshCluster().map(event =>
	event.type === 'cluster'
		? {
				...event,
				cluster: {
					...event.cluster,
					kind: 'docker',
					label: 'docker: shop',
					guest: true,
					capabilities: {...event.cluster.capabilities, forward: true},
				},
			}
		: event,
);
const insert = "INSERT INTO genres (name) VALUES ('Ska');";
const runs = (text: string) => ({type: 'run', text, target: 'primary'});

describe('a guest on somebody else’s cluster', () => {
	it('reads without being asked', () => {
		const someone = person(theirs);
		someone.type('SELECT 1;');
		expect(someone.press('enter')).toContainEqual(runs('SELECT 1;'));
	});

	it('is asked once before the first write, with cluster, node and database', () => {
		const someone = person(theirs);
		someone.type(insert);
		expect(someone.press('enter')).toEqual([]);
		const asked = someone.reads().replaceAll(/\s+/g, ' ');
		expect(asked).toContain('This writes to primary of docker: shop, database data.db');
		expect(someone.press('y')).toContainEqual(runs(insert));
		expect(someone.screen().editor.text).toBe('');
		someone.type(insert);
		expect(someone.press('enter')).toContainEqual(runs(insert));
	});

	it('is asked nothing on the stack that litescope up brings up', () => {
		const ours = theirs.map(
			(event): ClusterEvent =>
				event.type === 'cluster' ? {...event, cluster: {...event.cluster, bundled: true}} : event,
		);
		const someone = person(ours);
		someone.type('DROP TABLE genres;');
		expect(someone.press('enter')).toContainEqual(runs('DROP TABLE genres;'));
	});

	it('has what was typed still there after a no', () => {
		const someone = person(theirs);
		someone.type(insert);
		someone.press('enter');
		expect(someone.press('n')).toEqual([]);
		expect(someone.screen().editor.text).toBe(insert);
	});

	it.each(['DROP TABLE genres;', 'DELETE FROM genres;', 'UPDATE genres SET name = 1;'])(
		'is asked each time before %s',
		sql => {
			const someone = person(theirs, {mayWrite: true});
			for (let time = 0; time < 2; time++) {
				someone.type(sql);
				expect(someone.press('enter')).toEqual([]);
				expect(someone.press('y')).toContainEqual(runs(sql));
			}
		},
	);

	it('is not asked before a DELETE that says which rows', () => {
		const someone = person(theirs, {mayWrite: true});
		someone.type('DELETE FROM genres WHERE id = 1;');
		expect(someone.press('enter')).toContainEqual(runs('DELETE FROM genres WHERE id = 1;'));
	});

	it('forwards a refused write from the replica, once it is agreed to', () => {
		const someone = person([...theirs, ...refused(insert)]);
		someone.press('ctrl+t');
		expect(someone.press('ctrl+f')).toEqual([]);
		expect(someone.press('y')).toEqual([{type: 'forward', sql: insert, node: 'replica-1'}]);
	});

	it('is not asked on a cluster of litescope’s own', () => {
		const someone = person(freshCluster());
		someone.type('DROP TABLE genres;');
		expect(someone.press('enter')).toContainEqual(runs('DROP TABLE genres;'));
	});
});

describe('with --read-only', () => {
	it('nothing that writes is run, and what was typed stays', () => {
		const someone = person(freshCluster(), {readOnly: true});
		someone.type(insert);
		expect(someone.press('enter')).toEqual([]);
		expect(someone.reads()).toContain('--read-only');
		expect(someone.screen().editor.text).toBe(insert);
	});

	it.each(['ctrl+o', 'ctrl+f'])('%s runs no refused write in another way', key => {
		const someone = person([...theirs, ...refused(insert)], {readOnly: true});
		someone.press('ctrl+t');
		expect(someone.press(key)).toEqual([]);
		expect(someone.reads()).toContain('--read-only');
	});

	it('reads are', () => {
		const someone = person(freshCluster(), {readOnly: true});
		someone.type('SELECT 1;');
		expect(someone.press('enter')).toContainEqual(runs('SELECT 1;'));
	});
});
