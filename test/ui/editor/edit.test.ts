import {describe, expect, test} from 'vitest';
import {limits, press, prompt, shown} from './typing.ts';

describe('moving', () => {
	test('by characters, whatever they are made of', () => {
		expect(shown(press(prompt('a👩‍💻e\u0301|'), 'backward-char'))).toBe('a👩‍💻|e\u0301');
		expect(shown(press(prompt('a|👩‍💻b'), 'forward-char'))).toBe('a👩‍💻|b');
	});

	test('by words, which are letters and digits', () => {
		expect(shown(press(prompt('select user_id from t'), 'backward-word', 'backward-word'))).toBe(
			'select user_id |from t',
		);
		expect(shown(press(prompt('|select user_id'), 'forward-word', 'forward-word'))).toBe('select user|_id');
		expect(shown(press(prompt('|größe x'), 'forward-word'))).toBe('größe| x');
	});

	test('within a line, and over the whole', () => {
		const state = prompt('one\ntwo| three\nfour');
		expect(shown(press(state, 'beginning-of-line'))).toBe('one\n|two three\nfour');
		expect(shown(press(state, 'end-of-line'))).toBe('one\ntwo three|\nfour');
		expect(shown(press(state, 'beginning-of-buffer'))).toBe('|one\ntwo three\nfour');
		expect(shown(press(state, 'end-of-buffer'))).toBe('one\ntwo three\nfour|');
	});

	test('up and down keeps the column, also past a shorter line and wide characters', () => {
		const state = prompt('漢字abc\nx\n12345|6');
		expect(shown(press(state, 'previous-line'))).toBe('漢字abc\nx|\n123456');
		expect(shown(press(state, 'previous-line', 'previous-line'))).toBe('漢字a|bc\nx\n123456');
		expect(shown(press(state, 'previous-line', 'previous-line', 'next-line', 'next-line'))).toBe(
			'漢字abc\nx\n12345|6',
		);
	});
});

describe('removing and putting back', () => {
	test('characters whole', () => {
		expect(shown(press(prompt('a👍🏽|b'), 'backward-delete-char'))).toBe('a|b');
		expect(shown(press(prompt('a|🇩🇪b'), 'delete-char'))).toBe('a|b');
		expect(shown(press(prompt('one\n|two'), 'backward-delete-char'))).toBe('one|two');
	});

	test('to the line’s end, and then the line’s end itself', () => {
		expect(shown(press(prompt('a|bc\nd'), 'kill-line'))).toBe('a|\nd');
		expect(shown(press(prompt('a|bc\nd'), 'kill-line', 'kill-line'))).toBe('a|d');
		expect(shown(press(prompt('x\nab|c'), 'unix-line-discard'))).toBe('x\n|c');
	});

	test('Ctrl+W takes what has no space in it, Alt+Backspace a word', () => {
		expect(shown(press(prompt('select user_id'), 'unix-word-rubout'))).toBe('select |');
		expect(shown(press(prompt('select user_id'), 'backward-kill-word'))).toBe('select user_|');
		expect(shown(press(prompt('|user_id x'), 'kill-word'))).toBe('|_id x');
	});

	test('kills after one another are yanked as one', () => {
		expect(shown(press(prompt('one two three'), 'unix-word-rubout', 'unix-word-rubout', "'x ", 'yank'))).toBe(
			'one x two three|',
		);
		expect(shown(press(prompt('|one two'), 'kill-word', 'kill-word', 'yank'))).toBe('one two|');
	});

	test('an earlier kill comes in place of the last one', () => {
		const state = press(prompt('one two'), 'unix-word-rubout', 'beginning-of-line', 'kill-line', 'yank');
		expect(shown(state)).toBe('one |');
		expect(shown(press(state, 'yank-pop'))).toBe('two|');
		expect(shown(press(state, 'yank-pop', 'yank-pop'))).toBe('one |');
		expect(shown(press(state, 'backward-char', 'yank-pop'))).toBe('one| ');
	});
});

describe('rewriting', () => {
	test('swaps characters as readline does', () => {
		expect(shown(press(prompt('slecet|'), 'transpose-chars'))).toBe('slecte|');
		expect(shown(press(prompt('s|elect'), 'transpose-chars'))).toBe('es|lect');
		expect(shown(press(prompt('a\n|b'), 'transpose-chars'))).toBe('a\n|b');
	});

	test('changes the case of the next word', () => {
		expect(shown(press(prompt('|select x'), 'upcase-word'))).toBe('SELECT| x');
		expect(shown(press(prompt('A| BC'), 'downcase-word'))).toBe('A bc|');
		expect(shown(press(prompt('| uSERS'), 'capitalize-word'))).toBe(' Users|');
	});

	test('puts a completion in place of what it completes', () => {
		const state = press(prompt('select * from us| where'), {
			type: 'replace',
			start: 14,
			end: 16,
			text: 'users',
		});
		expect(shown(state)).toBe('select * from users| where');
	});
});

describe('undo', () => {
	test('goes back word by word over what was typed', () => {
		const typed = press(prompt(''), ...[..."select 1 'x"].map(character => `'${character}` as const));
		expect(shown(press(typed, 'undo'))).toBe('select 1 |');
		expect(shown(press(typed, 'undo', 'undo'))).toBe('select |');
		expect(shown(press(typed, 'undo', 'undo', 'undo', 'undo'))).toBe('|');
	});

	test('brings back a cleared prompt, and what an external editor replaced', () => {
		expect(shown(press(prompt('select| 1'), 'clear'))).toBe('|');
		expect(shown(press(prompt('select| 1'), 'clear', 'undo'))).toBe('select| 1');
		expect(shown(press(prompt('a|b'), {type: 'set-text', text: 'x\r\ny'}))).toBe('x\ny|');
		expect(shown(press(prompt('a|b'), {type: 'set-text', text: 'x'}, 'undo'))).toBe('a|b');
	});
});

describe('history', () => {
	const entries = ['select 1;', 'create table\nusers;', 'select 2;'];

	test('is behind the first line, and what was being typed behind the last entry', () => {
		const state = prompt('dra|ft', entries);
		expect(shown(press(state, 'previous-line'))).toBe('select 2;|');
		expect(shown(press(state, 'previous-line', 'previous-line'))).toBe('create table\nusers;|');
		expect(shown(press(state, 'previous-line', 'previous-line', 'previous-line'))).toBe(
			'create| table\nusers;',
		);
		expect(shown(press(state, 'previous-line', 'next-line'))).toBe('draft|');
		expect(shown(press(state, 'next-line'))).toBe('dra|ft');
	});

	test('keeps what was changed in an entry until a statement is run', () => {
		const changed = press(
			prompt('', entries),
			'previous-history',
			"' -- x",
			'previous-history',
			'next-history',
		);
		expect(changed.text).toBe('select 2; -- x');
		const run = press(changed, 'accept-line');
		expect(run.entries).toEqual([...entries, 'select 2; -- x']);
		expect(press(run, 'previous-history', 'previous-history').text).toBe('select 2;');
	});

	test('has no repeats in a row, nothing empty, and nothing that begins with a space', () => {
		const state = press(
			prompt('', entries),
			"'select 2;",
			'accept-line',
			"' secret",
			'accept-line',
			'accept-line',
		);
		expect(state.entries).toEqual(entries);
		expect(shown(state)).toBe('|');
	});

	test('that is read late does not disturb what is being typed', () => {
		const state = press(prompt('', ['new']), "'typed", 'previous-history', {
			type: 'set-history',
			entries: ['old', 'older', 'new'],
		});
		expect(state.text).toBe('new');
		expect(press(state, 'previous-history').text).toBe('older');
		expect(press(state, 'next-history').text).toBe('typed');
	});
});

describe('searching the history', () => {
	const entries = ['insert into users', 'SELECT users', 'select albums', 'select users'];
	const search = (...steps: Parameters<typeof press>[1][]) =>
		press(prompt('draft', entries), 'reverse-search-history', ...steps);

	test('shows the latest entry with the query, and where it is', () => {
		const state = search("'user");
		expect(shown(state)).toBe('select |users');
		expect(state.search).toMatchObject({query: 'user', match: {entry: 3, start: 7, end: 11}, failed: false});
	});

	test('goes on to older ones, and says when there are no more', () => {
		expect(search("'user", 'reverse-search-history').text).toBe('SELECT users');
		const last = search("'user", ...Array<'reverse-search-history'>(3).fill('reverse-search-history'));
		expect(last.text).toBe('insert into users');
		expect(last.search?.failed).toBe(true);
	});

	test('upper case in the query counts', () => {
		expect(search("'SEL").text).toBe('SELECT users');
	});

	test('a shorter query begins again with the latest entry', () => {
		expect(search("'selecta").search?.failed).toBe(true);
		expect(search("'select a").text).toBe('select albums');
		expect(search("'select a", 'backward-delete-char').text).toBe('select users');
	});

	test('aborting brings back what was being typed', () => {
		expect(shown(search("'user", 'abort'))).toBe('draft|');
		expect(search("'user", 'abort').search).toBeUndefined();
	});

	test('any other key takes what was found and does its own thing', () => {
		const state = search("'albums", 'end-of-line', "';");
		expect(shown(state)).toBe('select albums;|');
		expect(state.search).toBeUndefined();
		expect(press(state, 'previous-history').text).toBe('SELECT users');
		expect(press(state, 'next-history', 'next-history').text).toBe('draft');
		expect(search("'albums", 'accept-search', 'undo').text).toBe('draft');
	});

	test('again without a query looks for the last one', () => {
		expect(search("'albums", 'abort', 'reverse-search-history', 'reverse-search-history').text).toBe(
			'select albums',
		);
	});
});

describe('limits', () => {
	test('what does not fit is refused whole and said', () => {
		const state = press(prompt('ab'), {type: 'insert', text: 'ä'.repeat(limits.textBytes / 2)});
		expect(shown(state)).toBe('ab|');
		expect(state.full).toBe(true);
		expect(press(state, "'c").full).toBe(false);
		expect(press(prompt('ab'), {type: 'insert', text: 'ä'.repeat(limits.textBytes / 2 - 1)}).full).toBe(
			false,
		);
	});
});
