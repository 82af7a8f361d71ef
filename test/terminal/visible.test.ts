import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {visible} from '../../source/terminal/visible.ts';
import {holds, hostileText} from '../property.ts';

const reachesTheTerminal = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}\u200b\ufeff\u2060]/u;

describe('untrusted text is shown, not obeyed', () => {
	test('escape sequences stand there as text', () => {
		expect(visible('\u001b[31mred\u001b]0;owned\u0007')).toBe('␛[31mred␛]0;owned␇');
		expect(visible('a\u009b2Jb\u007fc\0')).toBe('a\\u{9b}2Jb␡c␀');
	});

	test('a cell keeps to one line', () => {
		expect(visible('one\ntwo\r\n\tthree')).toBe('one⏎two␍⏎␉three');
	});

	test('what reorders or hides text is named', () => {
		expect(visible('user\u202etxt.exe')).toBe('user\\u{202e}txt.exe');
		expect(visible('a\u200bb\ufeffc\u2066d\u00ade')).toBe('a\\u{200b}b\\u{feff}c\\u{2066}d\\u{ad}e');
		expect(visible('x\u2028y')).toBe('x\\u{2028}y');
		expect(visible('x\u{e0041}')).toBe('x\\u{e0041}');
		expect(visible('a\u200db 1\ufe0f')).toBe('a\\u{200d}b 1\\u{fe0f}');
	});

	test('half of a surrogate pair is named', () => {
		expect(visible('a\ud83db')).toBe('a\\u{d83d}b');
	});

	test('languages and emoji stay as they are', () => {
		for (const text of [
			'Köln – größer',
			'e\u0301te\u0301',
			'Tiếng Việt',
			'漢字カナ',
			'שלום',
			'می\u200cخواهم',
			'क्\u200dषि',
			'👩‍💻👩🏽‍🚀👍🏽🇩🇪❤️1\ufe0f\u20e3👩‍❤️‍👨',
		]) {
			expect(visible(text)).toBe(text);
		}
	});

	test('a mark that has no letter to stand on is named, and so are marks piled on one another', () => {
		expect(visible('\u0301a')).toBe('\\u{301}a');
		expect(visible('a\n\u0301', {lines: true})).toBe('a\n\\u{301}');
		expect(visible(`a${'\u0301'.repeat(10)}`)).toBe(`a${'\u0301'.repeat(8)}${'\\u{301}'.repeat(2)}`);
	});

	test('in lines, newlines stay and tabs go to the next stop', () => {
		expect(visible('CREATE TABLE t (\n\tid INTEGER,\n  a\tb\n)', {lines: true})).toBe(
			'CREATE TABLE t (\n    id INTEGER,\n  a b\n)',
		);
		expect(visible('漢\tx', {lines: true})).toBe('漢  x');
		expect(visible('a\rb', {lines: true})).toBe('a␍b');
	});

	test('whatever comes, no control, surrogate or bidi control goes out', () => {
		holds(
			fc.property(fc.oneof(hostileText, fc.string({unit: 'binary'})), text => {
				expect(visible(text)).not.toMatch(reachesTheTerminal);
				expect(visible(text, {lines: true}).replaceAll('\n', '')).not.toMatch(reachesTheTerminal);
			}),
			1000,
		);
	});
});
