import {describe, expect, it} from 'vitest';
import type {ClusterEvent} from '../../../source/cluster/event.ts';
import {freshCluster, refused} from '../../cluster/story.ts';
import {person} from '../person.ts';

const insert = "INSERT INTO albums (title) VALUES ('a');";

function ran(node: string, outcome: {inTransaction?: boolean; running?: boolean} = {}): ClusterEvent[] {
	const id = `ran on ${node}`;
	const started: ClusterEvent = {type: 'started', atMs: 1, id, node, sql: 'BEGIN;', run: 'run'};
	if (outcome.running) return [started];
	const inTransaction = outcome.inTransaction ?? false;
	const ended: ClusterEvent = {
		type: 'outcome',
		atMs: 2,
		outcome: {id, node, status: 'ok', durationMs: 1, inTransaction},
	};
	return [started, ended];
}

describe('EDIT and BROWSE', () => {
	it('in EDIT what is typed goes to the prompt, whatever the letters mean in BROWSE', () => {
		const someone = person(freshCluster());
		expect(someone.press('q', 'x', ':', '?', '1')).toEqual([]);
		expect(someone.screen().editor.text).toBe('qx:?1');
		expect(someone.footer()).toMatch(/^EDIT/);
	});

	it('in BROWSE letters act, also several that come at once, and never reach the prompt', () => {
		const someone = person(freshCluster());
		someone.type('SELECT');
		someone.press('escape');
		expect(someone.footer()).toMatch(/^BROWSE/);
		someone.type('2jG');
		expect(someone.screen()).toMatchObject({focus: 1, mode: 'browse'});
		expect(someone.screen().editor.text).toBe('SELECT');
		someone.press('i');
		expect(someone.footer()).toMatch(/^EDIT/);
	});

	it('a paste into BROWSE does nothing, and says where it belongs', () => {
		const someone = person(freshCluster());
		someone.press('escape');
		expect(someone.paste('qxs')).toEqual([]);
		expect(someone.isTold()).toBe('A paste goes to the prompt: i goes there.');
		expect(someone.screen().overlays).toEqual([]);
	});

	it('Esc closes what is open, else changes the mode, and never quits', () => {
		const someone = person(freshCluster());
		someone.press('f1');
		expect(someone.press('escape')).toEqual([]);
		expect(someone.screen()).toMatchObject({overlays: [], mode: 'edit'});
		const modes = [1, 2, 3].map(() => {
			expect(someone.press('escape')).toEqual([]);
			return someone.screen().mode;
		});
		expect(modes).toEqual(['browse', 'edit', 'browse']);
	});
});

describe('the target and the focus', () => {
	it('are two things: another pane gets the keys, and statements go where they went', () => {
		const someone = person(freshCluster());
		someone.press('escape', '2');
		expect(someone.screen()).toMatchObject({focus: 1, target: 'primary'});
		someone.press('i');
		someone.type('SELECT 1;');
		expect(someone.press('enter')).toContainEqual({type: 'run', text: 'SELECT 1;', target: 'primary'});
	});

	it('Ctrl+T goes from node to node, then to all, then to the first', () => {
		const someone = person(freshCluster(['replica-1', 'replica-2']));
		const targets = [1, 2, 3, 4].map(() => {
			someone.press('ctrl+t');
			return someone.screen().target;
		});
		expect(targets).toEqual(['replica-1', 'replica-2', 'all', 'primary']);
	});

	it('Alt+2 and Ctrl+X 2 choose a node; one that is not there is told', () => {
		const someone = person(freshCluster());
		someone.press('alt+2');
		expect(someone.screen().target).toBe('replica-1');
		someone.press('ctrl+x', '1');
		expect(someone.screen().target).toBe('primary');
		expect(someone.screen().editor.text).toBe('');
		someone.press('alt+5');
		expect(someone.isTold()).toBe('There is no node 5: there are 2.');
	});

	it('Ctrl+X and a letter that is nothing together with it are just the letter', () => {
		const someone = person(freshCluster());
		someone.press('ctrl+x', 'a');
		expect(someone.screen().editor.text).toBe('a');
		expect(someone.press('ctrl+e')).toEqual([]);
		expect(someone.press('ctrl+x', 'ctrl+e')).toEqual([{type: 'external-editor'}]);
	});
});

describe('running', () => {
	it('Enter runs a statement that is complete, and begins a new line in one that is not', () => {
		const someone = person(freshCluster());
		someone.type("SELECT 'a;");
		expect(someone.press('enter')).toEqual([]);
		someone.type("b';");
		expect(someone.press('enter')).toEqual([
			{type: 'remember', text: "SELECT 'a;\nb';"},
			{type: 'run', text: "SELECT 'a;\nb';", target: 'primary'},
		]);
		expect(someone.screen().editor.text).toBe('');
	});

	it('Ctrl+J runs it as it stands, and Ctrl+X Enter begins a line in a complete one', () => {
		const someone = person(freshCluster());
		someone.type('SELECT 1;');
		someone.press('ctrl+x', 'enter');
		someone.type('SELECT');
		expect(someone.press('ctrl+j')).toContainEqual({
			type: 'run',
			text: 'SELECT 1;\nSELECT',
			target: 'primary',
		});
	});

	it('a dot command runs at once', () => {
		const someone = person(freshCluster());
		someone.type('.tab');
		expect(someone.press('enter')).toContainEqual({type: 'run', text: '.tab', target: 'primary'});
	});

	it('what is typed while a statement runs there stays, and that is said', () => {
		const someone = person([...freshCluster(), ...ran('primary', {running: true})]);
		someone.type('SELECT 1;');
		expect(someone.press('enter')).toEqual([]);
		expect(someone.screen().editor.text).toBe('SELECT 1;');
		expect(someone.isTold()).toContain('A statement is running on primary: Ctrl+C cancels it.');
	});

	it('with all nodes as the target it goes to all of them', () => {
		const someone = person(freshCluster());
		someone.press('ctrl+t', 'ctrl+t');
		someone.type('SELECT 1;');
		expect(someone.press('enter')).toContainEqual({type: 'run', text: 'SELECT 1;', target: 'all'});
	});

	it('a paste that is too long is not taken at all, and that is said', () => {
		const someone = person(freshCluster());
		someone.type('SELECT ');
		someone.paste('x'.repeat(1_000_000));
		expect(someone.screen().editor.text).toBe('SELECT ');
		expect(someone.isTold()).toContain('use .read FILE');
	});
});

describe('after a refusal', () => {
	const asked = () => {
		const someone = person([...freshCluster(), ...refused(insert)]);
		someone.press('ctrl+t');
		return someone;
	};

	it('Ctrl+O on an empty prompt runs the statement on the primary', () => {
		expect(asked().press('ctrl+o')).toEqual([{type: 'run', text: insert, target: 'primary'}]);
	});

	it('Ctrl+O does nothing to what is typed, and where nothing was refused', () => {
		const someone = asked();
		someone.type('SELECT');
		expect(someone.press('ctrl+o')).toEqual([]);
		expect(someone.isTold()).toContain('Ctrl+O is for an empty prompt');
		const other = person(freshCluster());
		expect(other.press('ctrl+o')).toEqual([]);
		expect(other.isTold()).toBe('No replica has just refused a statement.');
	});

	it('F1 explains it, once more lists the keys; with something typed it lists the keys at once', () => {
		const someone = asked();
		const kinds = () => someone.screen().overlays.map(({kind}) => kind);
		someone.press('f1');
		expect(kinds()).toEqual(['explanation']);
		someone.press('f1');
		expect(kinds()).toEqual(['keys']);
		someone.press('f1');
		expect(kinds()).toEqual([]);
		someone.type('S');
		someone.press('f1');
		expect(kinds()).toEqual(['keys']);
	});
});

describe('Ctrl+C', () => {
	it('cancels what runs on the target before anything else', () => {
		const someone = person([
			...freshCluster(),
			...ran('primary', {running: true}),
			...ran('replica-1', {running: true}),
		]);
		someone.type('SELECT');
		expect(someone.press('ctrl+c')).toEqual([{type: 'send', command: {type: 'cancel', node: 'primary'}}]);
		expect(someone.screen().editor.text).toBe('SELECT');
	});

	it('else clears the prompt, else says that once more quits, else quits', () => {
		const someone = person(freshCluster());
		someone.type('SELECT');
		expect(someone.press('ctrl+c')).toEqual([]);
		expect(someone.screen().editor.text).toBe('');
		expect(someone.press('ctrl+c')).toEqual([]);
		expect(someone.isTold()).toBe('Ctrl+C once more quits.');
		expect(someone.press('ctrl+c')).toEqual([{type: 'quit'}]);
	});

	it('does not quit when something else was done in between', () => {
		for (const between of ['a', 'ctrl+t', 'escape'] as const) {
			const someone = person(freshCluster());
			someone.press('ctrl+c', between);
			if (between === 'a') someone.press('backspace');
			expect(someone.press('ctrl+c')).toEqual([]);
		}
	});
});

describe('quitting', () => {
	it('Ctrl+D quits on an empty prompt, and only there', () => {
		const someone = person(freshCluster());
		someone.type('a');
		expect(someone.press('ctrl+d')).toEqual([]);
		someone.press('backspace');
		expect(someone.press('ctrl+d')).toEqual([{type: 'quit'}]);
	});

	it.each([['ctrl+d'], ['escape', 'q'], ['ctrl+c', 'ctrl+c']])(
		'by %s %s asks first while a transaction is open on any node',
		(...keys) => {
			for (const [answer, comes] of [
				['n', []],
				['enter', []],
				['y', [{type: 'quit'}]],
			] as const) {
				const someone = person([...freshCluster(), ...ran('replica-1', {inTransaction: true})]);
				expect(someone.press(...keys)).toEqual([]);
				expect(someone.reads()).toContain('A transaction is open on replica-1');
				expect(someone.press(answer)).toEqual(comes);
				expect(someone.screen().overlays).toEqual([]);
			}
		},
	);
});

describe('what can hurt a node', () => {
	it.each([
		['s', 'stop', 'Stop replica-1?'],
		['x', 'kill', 'Kill replica-1 in the middle of what it does?'],
		['r', 'restart', 'Restart replica-1?'],
	])('%s asks first; Enter leaves it, y does it', (key, type, question) => {
		const someone = person(freshCluster());
		someone.press('escape', '2');
		expect(someone.press(key)).toEqual([]);
		expect(someone.reads()).toContain(question);
		expect(someone.press('enter')).toEqual([]);
		expect(someone.screen().overlays).toEqual([]);
		someone.press(key);
		expect(someone.press('y')).toEqual([{type: 'send', command: {type, node: 'replica-1'}}]);
	});

	it('the link takes a time or cut, and says what else it got', () => {
		const someone = person(freshCluster());
		someone.press('escape', '2', 'l', 'ctrl+u');
		someone.type('soon');
		expect(someone.press('enter')).toEqual([]);
		expect(someone.reads()).toContain('neither a time up to a minute');
		someone.press('ctrl+u');
		someone.type('1.5s');
		expect(someone.press('enter')).toEqual([
			{type: 'send', command: {type: 'link', node: 'replica-1', latencyMs: 1500, cut: false}},
		]);
	});

	it('what the cluster cannot do is not done, and the reason is said', () => {
		const events = freshCluster().map(event =>
			event.type === 'cluster'
				? {
						...event,
						cluster: {
							...event.cluster,
							capabilities: {...event.cluster.capabilities, kill: 'Nodes cannot be killed here.'},
						},
					}
				: event,
		);
		const someone = person(events, {columns: 200, rows: 50});
		someone.press('escape', '2');
		expect(someone.press('x')).toEqual([]);
		expect(someone.isTold()).toBe('Nodes cannot be killed here.');
		someone.press('f1', 'G');
		expect(someone.reads()).toContain('Nodes cannot be killed here.');
	});
});
