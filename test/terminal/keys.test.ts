import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Key, keyId} from '../../source/terminal/key.ts';
import {createKeyDecoder} from '../../source/terminal/keys.ts';
import {holds} from '../property.ts';

const bytesOf = (text: string) => Buffer.from(text, 'utf8');

/** The keys of some reads, as key maps write them; pastes in angle brackets. */
function keysOf(...reads: (string | Uint8Array)[]): string[] {
	const keys: Key[] = [];
	const decoder = createKeyDecoder(key => keys.push(key), {pasteBytes: 1000});
	for (const read of reads) {
		decoder.write(typeof read === 'string' ? bytesOf(read) : read);
	}
	decoder.flush();
	return keys.map(key => (key.kind === 'paste' ? `<${key.text}>` : keyId(key)));
}

/** What terminals send, and the key it is. */
const sent: readonly (readonly [bytes: string, key: string])[] = [
	['\r', 'enter'],
	['\n', 'ctrl+j'],
	['\t', 'tab'],
	['\u007f', 'backspace'],
	['\b', 'ctrl+h'],
	['\u0001', 'ctrl+a'],
	['\u0003', 'ctrl+c'],
	['\u001f', 'ctrl+_'],
	['\0', 'ctrl+space'],
	[' ', 'space'],
	// xterm
	['\u001b[A', 'up'],
	['\u001b[D', 'left'],
	['\u001bOA', 'up'],
	['\u001bOH', 'home'],
	['\u001b[F', 'end'],
	['\u001b[1;5C', 'ctrl+right'],
	['\u001b[1;3D', 'alt+left'],
	['\u001b[1;2A', 'shift+up'],
	['\u001b[1;8H', 'ctrl+alt+shift+home'],
	['\u001b[3~', 'delete'],
	['\u001b[3;5~', 'ctrl+delete'],
	['\u001b[5~', 'pageup'],
	['\u001b[6;2~', 'shift+pagedown'],
	['\u001b[2~', 'insert'],
	['\u001bOP', 'f1'],
	['\u001b[15~', 'f5'],
	['\u001b[24~', 'f12'],
	['\u001b[1;2R', 'shift+f3'],
	['\u001b[Z', 'shift+tab'],
	['\u001bOM', 'enter'],
	['\u001bOp', '0'],
	// rxvt and the Linux console
	['\u001b[7~', 'home'],
	['\u001b[8~', 'end'],
	['\u001b[a', 'shift+up'],
	['\u001bOd', 'ctrl+left'],
	['\u001b[3$', 'shift+delete'],
	['\u001b[3^', 'ctrl+delete'],
	['\u001b[5@', 'ctrl+shift+pageup'],
	['\u001b\u001b[A', 'alt+up'],
	['\u001b[[A', 'f1'],
	['\u001b[[E', 'f5'],
	['\u001b[11~', 'f1'],
	['\u001b[1~', 'home'],
	['\u001b[4~', 'end'],
	// Alt
	['\u001bb', 'alt+b'],
	['\u001bB', 'alt+shift+b'],
	['\u001b1', 'alt+1'],
	['\u001bé', 'alt+é'],
	['\u001b\r', 'alt+enter'],
	['\u001b\u007f', 'alt+backspace'],
	['\u001b\u0002', 'ctrl+alt+b'],
	['\u001b ', 'alt+space'],
	// kitty's protocol and xterm's modifyOtherKeys
	['\u001b[13;5u', 'ctrl+enter'],
	['\u001b[27;5;13~', 'ctrl+enter'],
	['\u001b[13;2u', 'shift+enter'],
	['\u001b[99;5u', 'ctrl+c'],
	['\u001b[27;6;67~', 'ctrl+shift+c'],
	['\u001b[106;5u', 'ctrl+j'],
	['\u001b[97u', 'a'],
	['\u001b[97;2u', 'A'],
	['\u001b[49:33;2u', '!'],
	['\u001b[97;1:1;228u', 'ä'],
	['\u001b[32;5u', 'ctrl+space'],
	['\u001b[32u', 'space'],
	['\u001b[27u', 'escape'],
	['\u001b[57414;5u', 'ctrl+enter'],
	['\u001b[1;5:1A', 'ctrl+up'],
];

/** What terminals send that is not a key. */
const silent = [
	'\u001b[?1;2c',
	'\u001b[>41;354;0c',
	'\u001b[12;40R',
	'\u001b[0n',
	'\u001b[?2026;2$y',
	'\u001b[?0u',
	'\u001b[I',
	'\u001b[O',
	'\u001b[<0;10;20M',
	'\u001b[<0;10;20m',
	'\u001b[32;10;20M',
	'\u001b[M !!',
	'\u001b[8;24;80t',
	'\u001b]11;rgb:1e1e/1e1e/1e1e\u0007',
	'\u001b]10;rgb:ffff/ffff/ffff\u001b\\',
	'\u001b]52;c;c2VjcmV0\u001b\\',
	'\u001bP>|xterm(390)\u001b\\',
	'\u001b_Gi=1;OK\u001b\\',
	'\u001b[97;1:3u',
	'\u001b[97;9u',
	'\u001b[57441u',
	'\u001b[201~',
	'\u001b[99~',
];

describe('bytes become keys', () => {
	test.each(sent)('%j is %s', (bytes, key) => {
		expect(keysOf(bytes)).toEqual([key]);
		expect(keysOf(`${bytes}\rx`)).toEqual([key, 'enter', 'x']);
	});

	test('text that comes at once is one piece, control characters in it are keys', () => {
		expect(keysOf('select 1;\r')).toEqual(['select 1;', 'enter']);
		expect(keysOf('a\u007f\u007fb')).toEqual(['a', 'backspace', 'backspace', 'b']);
	});

	test('accents and emoji that came together stay together', () => {
		expect(keysOf('e\u0301👩‍💻')).toEqual(['e\u0301👩‍💻']);
	});

	test('a character cut in two by a read is whole', () => {
		const bytes = bytesOf('é漢👍');
		expect(keysOf(...[...bytes].map(byte => Uint8Array.of(byte))).join('')).toBe('é漢👍');
	});
});

describe('what is not a key stays out of the prompt', () => {
	test.each(silent)('%j is dropped', bytes => {
		expect(keysOf(`a${bytes}b`).join('')).toBe('ab');
	});

	test('a reply whose end is missing ends with the next control key', () => {
		expect(keysOf('\u001b]11;rgb:1e1e', '\rx')).toEqual(['enter', 'x']);
		expect(keysOf('\u001b[12;', '\u0003x')).toEqual(['ctrl+c', 'x']);
		expect(keysOf('\u001b]11;rgb:', '\u001b[A')).toEqual(['up']);
	});
});

describe('escape', () => {
	test('alone it waits for what may follow, and is a key when nothing does', () => {
		const keys: Key[] = [];
		const decoder = createKeyDecoder(key => keys.push(key), {pasteBytes: 10});
		decoder.write(bytesOf('\u001b'));
		expect(keys).toEqual([]);
		expect(decoder.pending()).toBe(true);
		decoder.flush();
		expect(keys.map(keyId)).toEqual(['escape']);
		expect(decoder.pending()).toBe(false);
	});

	test('is told apart from Alt with [, O and ] in the same way', () => {
		expect(keysOf('\u001b[')).toEqual(['alt+[']);
		expect(keysOf('\u001bO')).toEqual(['alt+shift+o']);
		expect(keysOf('\u001b]')).toEqual(['alt+]']);
		expect(keysOf('\u001b\u001b')).toEqual(['escape', 'escape']);
		expect(keysOf('\u001b\u001bx')).toEqual(['escape', 'alt+x']);
	});

	test('a sequence that is cut by a slow line is not given up', () => {
		const keys: Key[] = [];
		const decoder = createKeyDecoder(key => keys.push(key), {pasteBytes: 10});
		decoder.write(bytesOf('\u001b[1;'));
		expect(decoder.pending()).toBe(false);
		decoder.flush();
		decoder.write(bytesOf('5C'));
		expect(keys.map(keyId)).toEqual(['ctrl+right']);
	});
});

describe('a bracketed paste', () => {
	test('comes whole, with its lines, whatever is in it', () => {
		expect(keysOf('a\u001b[200~one\r\ntwo\rthree\u001b[31m\t\u001b[201~b')).toEqual([
			'a',
			'<one\ntwo\nthree\u001b[31m\t>',
			'b',
		]);
	});

	test('that is longer than the limit is cut there, and says so', () => {
		const keys: Key[] = [];
		const decoder = createKeyDecoder(key => keys.push(key), {pasteBytes: 5});
		decoder.write(bytesOf('\u001b[200~äää'));
		decoder.write(bytesOf('x\u001b[201~y'));
		expect(keys).toEqual([
			{kind: 'paste', text: 'ää', truncated: true},
			{kind: 'text', text: 'y'},
		]);
	});
});

describe('however the bytes are cut into reads', () => {
	/** Adjacent texts are one: how many characters come at once depends on the reads. */
	const joined = (keys: readonly Key[]) => {
		const all: Key[] = [];
		for (const key of keys) {
			const last = all.at(-1);
			if (key.kind === 'text' && last?.kind === 'text') {
				all[all.length - 1] = {kind: 'text', text: last.text + key.text};
			} else {
				all.push(key);
			}
		}
		return all;
	};
	const decode = (reads: readonly Uint8Array[]) => {
		const keys: Key[] = [];
		const decoder = createKeyDecoder(key => keys.push(key), {pasteBytes: 20});
		reads.forEach(decoder.write);
		decoder.flush();
		return joined(keys);
	};
	const stream = fc
		.array(
			fc.oneof(
				fc.constantFrom(...sent.map(([bytes]) => bytes), ...silent),
				fc.constantFrom(
					'select',
					'é',
					'👩‍💻',
					'\u001b',
					'\u001b[200~',
					'\u001b[201~',
					'\u001b[200~a\r\nb\u001b[201~',
				),
				fc.string({unit: 'binary', maxLength: 3}),
			),
			{maxLength: 12},
		)
		.map(parts => bytesOf(parts.join('')));

	test('the keys are the same', () => {
		holds(
			fc.property(stream, fc.array(fc.nat({max: 80}), {maxLength: 10}), (bytes, cuts) => {
				const ends = [...cuts.map(cut => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
				const reads = ends.map((end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end));
				expect(decode(reads)).toEqual(decode([bytes]));
				expect(decode([...bytes].map(byte => Uint8Array.of(byte)))).toEqual(decode([bytes]));
			}),
			1000,
		);
	});

	test('text never holds a control character', () => {
		holds(
			fc.property(fc.uint8Array({maxLength: 60}), bytes => {
				for (const key of decode([bytes])) {
					expect(key.kind === 'text' ? key.text : '').not.toMatch(/[\0-\u001f\u007f]/);
				}
			}),
		);
	});
});
