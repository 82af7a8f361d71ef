import fc from 'fast-check';
import {expect, test} from 'vitest';
import {Crc64} from '../../source/litefs/crc64.ts';
import {holds} from '../property.ts';

/** The definition, bit by bit: slow and plain. */
function reference(bytes: Uint8Array): bigint {
	let crc = 0xffff_ffff_ffff_ffffn;
	for (const byte of bytes) {
		crc ^= BigInt(byte);
		for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ 0xd800_0000_0000_0000n : crc >> 1n;
	}
	return crc ^ 0xffff_ffff_ffff_ffffn;
}

test('the checksum of "123456789" is the check value of CRC-64/GO-ISO', () => {
	expect(new Crc64().update(Buffer.from('123456789')).digest()).toBe(0xb90956c775a41001n);
});

test('any bytes, at any alignment and in any pieces, give what the definition gives', () => {
	const bytes = fc.uint8Array({maxLength: 200});
	holds(
		fc.property(bytes, fc.nat(7), fc.nat(200), (content, offset, cut) => {
			const shifted = new Uint8Array(content.length + offset).subarray(offset);
			shifted.set(content);
			const crc = new Crc64().update(shifted.subarray(0, cut)).update(shifted.subarray(cut));
			expect(crc.digest()).toBe(reference(content));
		}),
	);
});

test('a word is its four bytes, the lowest first', () => {
	holds(
		fc.property(fc.uint8Array({minLength: 4, maxLength: 4}), bytes => {
			const word = new DataView(bytes.buffer, bytes.byteOffset).getInt32(0, true);
			expect(new Crc64().word(word).digest()).toBe(reference(bytes));
		}),
	);
});
