import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import type {ClusterEvent} from '../../source/cluster/event.ts';
import {committed, freshCluster, positionAt, refused} from '../cluster/story.ts';
import {answered} from './answered.ts';
import {drawn} from './drawn.tsx';
import {type Person, person} from './person.ts';

const users = {text: '+ table users', created: ['users']};
const nine = Array.from({length: 9}, (_, index) => `replica-${index + 1}`);

const position = (node: string, txid: bigint): ClusterEvent => ({
	type: 'position',
	atMs: 1000,
	node,
	position: positionAt(txid),
});

/** What a node's event says of it with something changed. */
function changed(node: string, change: object): readonly ClusterEvent[] {
	return freshCluster(nine).flatMap(event =>
		event.type === 'node' && event.node.name === node ? [{...event, node: {...event.node, ...change}}] : [],
	);
}

describe('a pane', () => {
	it('names the table that came last first, and marks those that came', () => {
		const someone = person(freshCluster());
		someone.happens(committed(15n, '', {text: '', created: ['users']}));
		someone.happens(committed(16n, '', {text: '', created: ['users', 'accounts']}));
		expect(drawn(someone)).toContain('13 tables  accounts+ users+ albums …');
	});

	it('says for how long a transaction is open, and what holds replication', () => {
		const someone = person(freshCluster());
		const id = 'begin';
		someone.happens(
			[
				{type: 'started', atMs: 4000, id, node: 'primary', sql: 'BEGIN;', run: id},
				{
					type: 'outcome',
					atMs: 5000,
					outcome: {id, node: 'primary', status: 'ok', durationMs: 1, inTransaction: true},
				},
			],
			changed('replica-1', {hold: {sinceMs: 3000, by: ''}}),
		);
		const screen = drawn(someone).replaceAll(/[│┃]\n?/g, ' ');
		expect(screen).toContain('transaction open here for 5.0 s');
		expect(screen).toContain('an unfinished read holds');
		expect(drawn(someone)).toMatch(/^ primary \[transaction\] ▸/m);
	});
});

describe('the prompt', () => {
	it('grows with what is typed, up to a third of the screen, and keeps the cursor’s line on it', () => {
		const someone = person(freshCluster());
		someone.paste(Array.from({length: 40}, (_, index) => `-- line ${index + 1}`).join('\n'));
		const screen = drawn(someone);
		expect(screen.split('\n')).toHaveLength(24);
		expect(screen.match(/-- line \d+/g)).toHaveLength(8);
		expect(screen).toContain('-- line 40');
		expect(screen).not.toContain('-- line 1\n');
	});

	it('shows what can be completed, and the one that is taken', () => {
		const someone = person(freshCluster());
		someone.type('SELECT * FROM al');
		someone.press('tab');
		expect(drawn(someone)).toMatch(/^ primary ▸ SELECT \* FROM albums/m);
	});

	it('is where a question stands, with its answers', () => {
		const someone = person(freshCluster());
		someone.press('escape', '1', 's');
		const screen = drawn(someone);
		expect(screen).toContain('Stop primary? Until it is started again nothing can be written.');
		expect(screen.replaceAll(/\s+/g, ' ')).toContain('y does it, n leaves it');
		expect(someone.footer()).toMatch(/^CONFIRM/);
		expect(screen).toContain('1 primary');
	});
});

describe('the footer', () => {
	it.each([60, 80, 100])(
		'fits into %i columns, with the mode first and the way to all keys last',
		columns => {
			const someone = person(freshCluster(), {columns});
			for (const mode of ['EDIT', 'BROWSE']) {
				const line = drawn(someone).split('\n').at(-1)!;
				expect(line).toMatch(new RegExp(`^ ${mode} .*F1 (all )?keys$`));
				expect(stringWidth(line)).toBeLessThanOrEqual(columns);
				someone.press('escape');
			}
		},
	);

	it('names only what can be done: no start for a node that runs, no stop for one that does not', () => {
		const someone = person(freshCluster(), {columns: 160});
		someone.press('escape', '2');
		expect(someone.footer()).toContain('s stop');
		expect(someone.footer()).not.toContain('S start');
		someone.happens(changed('replica-1', {status: 'stopped'}));
		expect(someone.footer()).toContain('S start');
		expect(someone.footer()).not.toContain('s stop');
	});
});

describe('the palette', () => {
	it('finds an action by its name, and Enter does it', () => {
		const someone = person(freshCluster());
		someone.press('ctrl+p');
		someone.type('next-tar');
		expect(drawn(someone)).toMatch(/▸ next-target +Ctrl\+T/);
		someone.press('enter');
		expect(someone.screen()).toMatchObject({target: 'replica-1', overlays: []});
	});

	it('says why an action cannot be done now, and that none was found', () => {
		const someone = person(freshCluster());
		someone.press('ctrl+p');
		someone.type('run-on-pri');
		expect(drawn(someone)).toContain('No replica has just refused');
		someone.type('zzz');
		expect(drawn(someone)).toContain('No action has that in its name.');
	});

	it('shows the chosen action however small the screen', () => {
		const someone = person(freshCluster(), {columns: 60, rows: 16});
		someone.press('ctrl+p', ...Array.from({length: 40}, () => 'down'));
		expect(drawn(someone)).toMatch(/▸ [a-z]/);
	});
});

describe('nine replicas on 80 columns', () => {
	const cluster = () => {
		const someone = person(freshCluster(nine));
		someone.happens(
			[position('primary', 15n), ...nine.slice(0, 6).map(name => position(name, 15n))],
			changed('replica-9', {status: 'stopped'}),
		);
		return someone;
	};

	it('are a map: a mark for each in the order of their names, counted in words', () => {
		const screen = drawn(cluster());
		expect(screen).toContain('2 replicas');
		expect(screen).toContain('6 identical   2 behind   1 stopped');
		expect(screen).toContain('■ ■ ■ ■ ■ ■ ▪ ▪ ×');
	});

	it('are named one by one when one moves over them, and Enter opens one', () => {
		const someone = cluster();
		someone.press('escape', '2', ...Array.from({length: 6}, () => 'right'));
		expect(drawn(someone)).toMatch(/▪ replica-7 {2}14 behind/);
		someone.press('enter');
		expect(drawn(someone)).toMatch(/2 replica-7 /);
		someone.press('escape');
		expect(drawn(someone)).toMatch(/2 replicas /);
	});

	it('tell of a statement how many of them have it, and which was the slowest', () => {
		const someone = person(freshCluster(nine));
		someone.happens(committed(15n, 'CREATE TABLE users (id);', users, nine));
		expect(drawn(someone).replaceAll(/[│┃ \n]+/g, ' ')).toMatch(/9 of 9 .*slowest replica-\d/);
	});
});

describe('what is on the screen', () => {
	it('can be selected, searched and pasted as it reads: its spaces are spaces', () => {
		const someone = person([...freshCluster(), ...committed(15n, 'CREATE TABLE users (id);', users)]);
		expect(drawn(someone)).toContain('ok  TXID 0f  replica-1 +6 ms');
	});
});

const story = () => {
	const someone = person([
		...freshCluster(),
		...committed(15n, 'CREATE TABLE users (id);', users),
		...refused('CREATE TABLE users2 (id);'),
	]);
	someone.happens(answered(someone.results, {columns: ['a'], rows: [[null], ['x'], [new Uint8Array([1])]]}));
	return someone;
};

describe('without colours', () => {
	const moments: readonly [string, () => Person][] = [
		['the story', story],
		[
			'a grid with a search',
			() => {
				const someone = story();
				someone.press('enter', '/', 'x', 'enter');
				return someone;
			},
		],
		[
			'the palette',
			() => {
				const someone = story();
				someone.press('ctrl+p');
				return someone;
			},
		],
		[
			'the map',
			() => {
				const someone = person([...freshCluster(nine), position('primary', 15n)]);
				someone.press('escape', '2');
				return someone;
			},
		],
	];

	it.each(moments)('%s has the same words and marks, and no colour is sent', (_, moment) => {
		const plain = drawn(moment(), {color: false});
		expect(plain.match(/\u001b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9\d|10\d)(?:;\d+)*m/g)).toBeNull();
		expect(drawn(moment(), {color: true})).toMatch(/\u001b\[(?:\d+;)*3\d/);
	});

	it.each<[string, (someone: Person) => void, (someone: Person) => void]>([
		['a replica that is behind', () => {}, someone => someone.happens([position('primary', 16n)])],
		[
			'a replica that has diverged',
			() => {},
			someone =>
				someone.happens([{...position('replica-1', 1n), position: {txid: 1n, checksum: 1n}} as ClusterEvent]),
		],
		[
			'a replica that is stopped',
			() => {},
			someone => someone.happens(changed('replica-1', {status: 'stopped'})),
		],
		[
			'a link that is cut',
			() => {},
			someone => someone.happens(changed('replica-1', {link: {latencyMs: 0, cut: true}})),
		],
		['the target', () => {}, someone => someone.press('ctrl+t')],
		['the focus', someone => someone.press('escape', '1'), someone => someone.press('escape', '2')],
		['BROWSE', () => {}, someone => someone.press('escape')],
		['a selected entry', someone => someone.press('escape'), someone => someone.press('escape', 'k')],
		[
			'a selected cell',
			someone => someone.press('enter', 'g'),
			someone => someone.press('enter', 'g', 'down'),
		],
		[
			'a hit',
			someone => someone.press('enter', '/', 'x', 'enter', 'g'),
			someone => someone.press('enter', 'g'),
		],
	])('%s can be told', (_, before, after) => {
		const [one, other] = [before, after].map(does => {
			const someone = story();
			does(someone);
			return drawn(someone, {color: false});
		});
		expect(one).not.toBe(other);
	});
});
