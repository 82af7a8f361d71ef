import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {decodeLtx, ltxName} from '../../source/litefs/ltx-decode.ts';
import {encodeLtx} from '../../source/litefs/ltx-encode.ts';
import type {LtxHeader} from '../../source/litefs/ltx-header.ts';
import {holds} from '../property.ts';

const header: LtxHeader = {
	pageSize: 512,
	commit: 9,
	minTxid: 2n,
	maxTxid: 3n,
	timestampMs: 1_795_000_000_000,
	preChecksum: 0x8000_0000_0000_0001n,
};
const page = (byte: number) => new Uint8Array(512).fill(byte);
const sample = () =>
	encodeLtx(
		header,
		[
			[1, page(1)],
			[9, page(9)],
		],
		0x8000_0000_0000_0002n,
	);

describe('an LTX file', () => {
	test('gives back its header, its pages and its checksum', () => {
		const pageSize = fc.constantFrom(512, 1024, 4096, 65_536);
		const numbers = fc.uniqueArray(fc.integer({min: 1, max: 1000}), {maxLength: 6});
		holds(
			fc.property(pageSize, numbers, fc.nat(255), (size, unordered, byte) => {
				const written = {...header, pageSize: size, commit: 1000};
				const pages = unordered
					.toSorted((a, b) => a - b)
					.map(number => [number, new Uint8Array(size).fill(byte)] as const);
				const file = encodeLtx(written, pages, 0x8000_0000_0000_0002n);
				const read = decodeLtx(file);
				expect(read.header).toEqual(written);
				expect(read.pages).toEqual(pages);
				expect(read.postChecksum).toBe(0x8000_0000_0000_0002n);
				expect(read.bytes).toBe(file.length);
			}),
			30,
		);
	});

	test('keeps pages that were read one after the other into the same buffer', () => {
		const buffer = Buffer.alloc(512);
		const pages = function* (): Generator<readonly [number, Uint8Array]> {
			for (const number of [1, 2]) yield [number, buffer.fill(number)];
		};
		const {pages: read} = decodeLtx(encodeLtx(header, pages(), 0n));
		expect(read).toEqual([
			[1, page(1)],
			[2, page(2)],
		]);
	});

	test('with any one byte changed is refused', () => {
		const file = sample();
		holds(
			fc.property(fc.nat(file.length - 1), fc.integer({min: 1, max: 255}), (at, change) => {
				const other = file.slice();
				other[at]! ^= change;
				expect(() => decodeLtx(other)).toThrow();
			}),
		);
	});

	test('that ends too soon is refused', () => {
		const file = sample();
		holds(
			fc.property(fc.nat(file.length - 1), length => {
				expect(() => decodeLtx(file.subarray(0, length))).toThrow(/ends too soon|header/);
			}),
		);
	});

	test('does not mind what stands behind it', () => {
		const file = sample();
		const more = new Uint8Array(file.length + 10).fill(7);
		more.set(file);
		expect(decodeLtx(more).bytes).toBe(file.length);
	});

	test('takes pages in ascending order within the database alone', () => {
		const write = (...numbers: number[]) =>
			encodeLtx(
				header,
				numbers.map(number => [number, page(0)] as const),
				0n,
			);
		expect(() => write(2, 1)).toThrow('Page 1 cannot follow page 2 of 9.');
		expect(() => write(10)).toThrow('Page 10 cannot follow page 0 of 9.');
	});

	test('is named by its first and last TXID', () => {
		expect(ltxName(header)).toBe('0000000000000002-0000000000000003.ltx');
	});
});
