import fc from 'fast-check';
import {expect, test} from 'vitest';
import {formatPosition, parsePosition, shortTxid} from '../../source/litefs/position.ts';
import {holds} from '../property.ts';

const word = fc.bigInt({min: 0n, max: (1n << 64n) - 1n});

test('a position is written as in a -pos file of LiteFS', () => {
	expect(formatPosition({txid: 16n, checksum: 0xe5710f54ae3cd8f0n})).toBe(
		'0000000000000010/e5710f54ae3cd8f0',
	);
});

test('what is written is read back, with or without the newline', () => {
	holds(
		fc.property(word, word, fc.constantFrom('', '\n'), (txid, checksum, end) => {
			expect(parsePosition(formatPosition({txid, checksum}) + end)).toEqual({txid, checksum});
		}),
	);
});

test('anything else is no position', () => {
	for (const text of ['', '\n', '10/8000000000000000', '0000000000000010/E5710F54AE3CD8F0', 'x'.repeat(33)]) {
		expect(parsePosition(text)).toBeUndefined();
	}
});

test('a TXID for people has no leading zeros and at least two digits', () => {
	expect([1n, 15n, 16n, 0x1abn].map(shortTxid)).toEqual(['01', '0f', '10', '1ab']);
});
