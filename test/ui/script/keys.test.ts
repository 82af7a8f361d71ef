import {describe, expect, it} from 'vitest';
import type {ScriptAct} from '../../../source/ui/screen/script.ts';
import {showScript} from '../../../source/ui/script/show-script.ts';
import {freshCluster, refused} from '../../cluster/story.ts';
import {person} from '../person.ts';
import {demo, hinted, lesson, solved, watching} from './shown.ts';

const asks = (act: ScriptAct) => [{type: 'script', act}];
const {predicted: _, ...unanswered} = lesson;

describe('in a demo', () => {
	it.each<[string, ScriptAct]>([
		[' ', {type: 'go'}],
		['enter', {type: 'go'}],
		['right', {type: 'go'}],
		['pagedown', {type: 'go'}],
		['b', {type: 'back'}],
		['left', {type: 'back'}],
		['pageup', {type: 'back'}],
		['a', {type: 'again'}],
		['s', {type: 'skip'}],
		['p', {type: 'pause'}],
	])('%j asks for %o, and nothing comes to the prompt', (key, act) => {
		const someone = watching(demo);
		expect(someone.press(key)).toEqual(asks(act));
		expect(someone.screen().editor.text).toBe('');
		expect(someone.footer()).toMatch(/^DEMO {2}Space go on .*F1 keys$/);
	});

	it('what goes on says at the end that the demo is over, and asks for nothing', () => {
		const someone = watching({...demo, at: 4, standing: 'over'});
		for (const key of [' ', 's']) expect(someone.press(key)).toEqual([]);
		expect(someone.reads()).toContain('The demo is over: it goes no further.');
		expect(someone.footer()).not.toMatch(/go on|skip|pause/);
	});

	it('i hands over the prompt, Esc takes it back, and what is said stays', () => {
		const someone = watching(demo);
		someone.press('i');
		someone.type('SELECT 1;');
		expect(someone.footer()).toMatch(/^EDIT.*Esc demo/);
		expect(someone.reads()).toContain('A table is made on the primary.');
		expect(someone.press('enter')).toContainEqual({type: 'run', text: 'SELECT 1;', target: 'primary'});
		someone.press('escape');
		expect(someone.footer()).toMatch(/^DEMO/);
	});

	it('Tab browses the panes, where letters are for nodes; Esc closes what is open, then goes back', () => {
		const someone = watching(demo);
		someone.press('tab', '2');
		expect(someone.footer()).toMatch(/^BROWSE.*Esc demo/);
		expect(someone.press('s')).toEqual([]);
		expect(someone.reads()).toContain('Stop replica-1?');
		someone.press('escape');
		expect(someone.footer()).toMatch(/^BROWSE/);
		someone.press('escape');
		expect(someone.footer()).toMatch(/^DEMO/);
	});

	it('Esc never leaves it, and says what does', () => {
		const someone = watching(demo);
		expect(someone.press('escape')).toEqual([]);
		expect(someone.footer()).toMatch(/^DEMO/);
		expect(someone.isTold()).toBe('Space goes on, Tab browses the panes, q quits.');
		expect(someone.press('q')).toEqual([{type: 'quit'}]);
		expect(someone.press('ctrl+d')).toEqual([{type: 'quit'}]);
	});

	it('j lists the steps with their marks, and Enter goes to one', () => {
		const someone = watching(demo);
		someone.press('j');
		expect(someone.reads()).toContain('✓ 1  Two nodes, one database');
		expect(someone.reads()).toContain('▸ · 2  A table is made, and arrives');
		someone.press('down', 'j');
		expect(someone.press('enter')).toEqual(asks({type: 'jump', step: 3}));
		expect(someone.screen().overlays).toEqual([]);
	});

	it('c throws the cluster away when that is confirmed, and only then', () => {
		const someone = watching(demo);
		expect(someone.press('c')).toEqual([]);
		expect(someone.press('enter')).toEqual([]);
		expect(someone.press('c', 'y')).toEqual(asks({type: 'clean'}));
	});

	it('Ctrl+C does not clear what the demo types', () => {
		const someone = watching({...demo, standing: 'busy'});
		someone.changes(screen => ({...screen, mode: 'edit'}));
		someone.type('CREATE');
		someone.changes(screen => ({...screen, mode: 'script'}));
		expect(someone.press('ctrl+c')).toEqual([]);
		expect(someone.screen().editor.text).toBe('CREATE');
	});

	it('F1 explains a write that was refused, ? lists the keys, those of a demo first', () => {
		const events = [...freshCluster(), ...refused('CREATE TABLE users2 (id INTEGER);')];
		const someone = watching(demo, {}, events);
		someone.changes(screen => ({...screen, target: 'replica-1'}));
		someone.press('f1');
		expect(someone.reads()).toContain('What it means here');
		someone.press('?');
		expect(someone.reads()).toMatch(/┃ DEMO: .*\n.*Space Enter → PgDn +goes on/);
	});

	it('a text that has no room is there as a whole by t', () => {
		const said = Array.from({length: 30}, (_, index) => `- item ${index + 1}`).join('\n');
		const someone = watching({...demo, say: said});
		expect(someone.reads()).toMatch(/▼ \d+ more lines · t shows all/);
		someone.press('t', 'G');
		expect(someone.reads()).toContain('item 30');
	});

	it('its keys are nobody else’s: without one they do what they did', () => {
		const someone = person(freshCluster());
		someone.press('ctrl+x', 'r');
		expect(someone.screen().editor.text).toBe('r');
		someone.press('ctrl+p');
		expect(someone.reads()).not.toContain('demo-');
	});
});

describe('in a lesson', () => {
	it('what is typed goes to the prompt, and Enter runs it', () => {
		const someone = watching(solved);
		someone.type('bnj ');
		expect(someone.screen().editor.text).toBe('bnj ');
		someone.press('ctrl+u');
		someone.type('SELECT 1;');
		expect(someone.press('enter')).toContainEqual({type: 'run', text: 'SELECT 1;', target: 'primary'});
	});

	it('Enter on an empty prompt goes on when the step is solved, and not before', () => {
		expect(watching(lesson).press('enter')).toEqual([]);
		const someone = watching(solved);
		expect(someone.reads()).toContain('Enter the next step');
		expect(someone.press('enter')).toEqual(asks({type: 'go'}));
	});

	it('Enter goes on from BROWSE as well when the step is solved, and n does, both to the prompt', () => {
		for (const [key, type] of [
			['enter', 'go'],
			['n', 'skip'],
		] as const) {
			const someone = watching(solved);
			someone.press('escape');
			expect(someone.footer()).toContain('Enter go on');
			expect(someone.press(key)).toEqual(asks({type}));
			expect(someone.footer()).toMatch(/^EDIT/);
		}
	});

	it('nothing is run while the lesson is at work, such as at the solution, and what was typed stays', () => {
		const someone = watching({...lesson, standing: 'busy', remark: 'The solution is being played.'});
		someone.type('SELECT 1;');
		expect(someone.press('enter')).toEqual([]);
		expect(someone.isTold()).toBe('The solution is being played. What you typed stays here.');
		expect(someone.screen().editor.text).toBe('SELECT 1;');
	});

	it('Enter goes on where there is only something to read', () => {
		const {predict: _question, ...read} = unanswered;
		expect(watching({...read, tasks: []}).press('enter')).toEqual(asks({type: 'go'}));
	});

	it('Ctrl+G asks for a hint, and says which it will be, and that the solution comes after the last', () => {
		const someone = watching(lesson);
		expect(someone.reads()).toContain('Ctrl+G a hint (of 2)');
		expect(someone.press('ctrl+g')).toEqual(asks({type: 'hint'}));
		expect(watching(hinted).reads()).toContain('Ctrl+G shows the solution   Ctrl+X r begins it again');
		const done = watching(solved);
		expect(done.press('ctrl+g')).toEqual([]);
		expect(done.isTold()).toBe('This step is solved: it needs no hint.');
	});

	it('Ctrl+X and a letter go to other steps; in BROWSE the letter does', () => {
		const someone = watching(lesson);
		expect(someone.press('ctrl+x', 'b')).toEqual(asks({type: 'back'}));
		expect(someone.press('ctrl+x', 'n')).toEqual(asks({type: 'skip'}));
		expect(someone.press('ctrl+x', 'j', 'up', 'enter')).toEqual(asks({type: 'jump', step: 0}));
		expect(someone.press('escape', 'b')).toEqual(asks({type: 'back'}));
		expect(someone.screen().editor.text).toBe('');
	});

	it('begins a step again only when that is confirmed', () => {
		const someone = watching(lesson);
		expect(someone.press('ctrl+x', 'r')).toEqual([]);
		expect(someone.press('n')).toEqual([]);
		expect(someone.press('ctrl+x', 'r', 'y')).toEqual(asks({type: 'again'}));
	});

	it('Ctrl+X t shows the whole text of the step, with its tasks', () => {
		const someone = watching(hinted, {columns: 60, rows: 16});
		someone.press('ctrl+x', 't', 'G');
		expect(someone.reads()).toContain('Hint 2:');
	});

	it('says how it went when it is over, and where one goes from there', () => {
		const steps = lesson.steps.map((step, index) => ({
			...step,
			mark: index === 2 ? ('left out' as const) : ('passed' as const),
		}));
		const someone = watching({...solved, say: '', steps, at: steps.length, standing: 'over'});
		expect(someone.reads()).toContain('3 of 4 steps solved, 1 shown.');
		expect(someone.reads()).toContain('- 3  A replica takes no writes');
		expect(someone.reads()).toContain('Ctrl+X j goes to a step   Ctrl+D leaves');
		expect(someone.press('enter')).toEqual([]);
	});

	it('goes on by Enter when it is over and something comes behind it', () => {
		const over = {...solved, at: 4, standing: 'over', next: 'lesson 2: What a replica refuses'} as const;
		const someone = watching(over);
		expect(someone.reads()).toContain('Enter lesson 2: What a replica refuses');
		expect(someone.press('enter')).toEqual(asks({type: 'go'}));
	});
});

describe('a question before something is seen', () => {
	it('stands in place of the prompt; Enter answers it', () => {
		const someone = watching(unanswered);
		expect(someone.reads()).toMatch(/^ What do you think\?/m);
		someone.type('no, it arrives');
		expect(someone.press('enter')).toEqual(asks({type: 'predict', text: 'no, it arrives'}));
		expect(someone.screen().overlays).toEqual([]);
	});

	it('takes no statement for an answer: that goes to the prompt, where Enter runs it', () => {
		const someone = watching(unanswered);
		someone.type('CREATE TABLE a (b);');
		expect(someone.press('enter')).toEqual([]);
		expect(someone.screen().overlays).toEqual([]);
		expect(someone.screen().editor.text).toBe('CREATE TABLE a (b);');
		expect(someone.isTold()).toBe('That is a statement, so it stands at the prompt now: Enter runs it.');
	});

	it('is left unanswered by Esc or by an empty answer, and comes back by Ctrl+X p alone', () => {
		for (const key of ['escape', 'enter']) {
			const someone = watching(unanswered);
			expect(someone.press(key)).toEqual([]);
			someone.changes(screen => showScript(screen, {...unanswered, remark: 'Still open.'}));
			expect(someone.footer()).toMatch(/^EDIT/);
			someone.press('ctrl+x', 'p');
			expect(someone.footer()).toMatch(/^FILL IN/);
		}
	});

	it('lets Ctrl+D quit, as on an empty prompt, and not while an answer is being typed', () => {
		const someone = watching(unanswered);
		someone.type('no');
		expect(someone.press('ctrl+d')).toEqual([]);
		someone.press('backspace', 'backspace');
		expect(someone.press('ctrl+d')).toEqual([{type: 'quit'}]);
	});

	it('goes when it is too late for it, and is asked anew when the step is done again', () => {
		const someone = watching(unanswered);
		someone.changes(screen => showScript(screen, {...unanswered, standing: 'passed'}));
		expect(someone.footer()).toMatch(/^EDIT/);
		someone.changes(screen => showScript(screen, unanswered));
		expect(someone.footer()).toMatch(/^FILL IN/);
		someone.changes(screen => showScript(screen, undefined));
		expect(someone.footer()).toMatch(/^EDIT/);
	});

	it('of a demo is for the room: nobody types an answer', () => {
		const someone = watching(demo);
		expect(someone.reads()).toContain('? Where will the table be?');
		expect(someone.footer()).toMatch(/^DEMO/);
	});
});
