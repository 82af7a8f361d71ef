import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {Crc64} from '../../source/litefs/crc64.ts';
import {lockPage, PageChecksums} from '../../source/litefs/page-checksums.ts';
import {holds} from '../property.ts';

const flag = 1n << 63n;

function pageChecksum(page: number, bytes: Uint8Array): bigint {
	const number = Buffer.alloc(4);
	number.writeUInt32BE(page);
	return new Crc64().update(number).update(bytes).digest() | flag;
}

/** The definition: the exclusive-or over the pages, with the flag. */
function databaseChecksum(pages: readonly Uint8Array[]): bigint {
	return pages.reduce((sum, bytes, at) => sum ^ pageChecksum(at + 1, bytes), 0n) | flag;
}

describe('the checksum of a database', () => {
	test('of no pages is the flag alone', () => {
		expect(new PageChecksums(4096).total).toBe(flag);
	});

	test('is the same whether its pages were written once or changed, appended and cut off in any order', () => {
		const step = fc.oneof(
			fc.record({page: fc.integer({min: 1, max: 20}), byte: fc.nat(255)}),
			fc.record({pages: fc.nat(20)}),
		);
		holds(
			fc.property(fc.array(step, {maxLength: 60}), steps => {
				const checksums = new PageChecksums(512);
				let content: Uint8Array[] = [];
				for (const step of steps) {
					if ('pages' in step) {
						content = content.slice(0, step.pages);
						checksums.resize(Math.min(step.pages, checksums.pages));
						continue;
					}
					for (let page = content.length + 1; page <= step.page; page++) {
						content.push(new Uint8Array(512));
						checksums.set(page, content.at(-1)!);
					}
					content[step.page - 1] = new Uint8Array(512).fill(step.byte);
					checksums.set(step.page, content[step.page - 1]!);
				}
				expect(checksums.pages).toBe(content.length);
				expect(checksums.total).toBe(databaseChecksum(content));
				expect(PageChecksums.load(512, checksums.save()).total).toBe(checksums.total);
			}),
		);
	});

	test('setting a page tells whether it is another content', () => {
		const checksums = new PageChecksums(512);
		expect(checksums.set(1, new Uint8Array(512))).toBe(true);
		expect(checksums.set(1, new Uint8Array(512))).toBe(false);
		expect(checksums.set(1, new Uint8Array(512).fill(1))).toBe(true);
	});

	test('leaves the lock page at 1 GiB out', () => {
		expect(lockPage(4096)).toBe(262_145);
		const checksums = new PageChecksums(65_536);
		expect(checksums.set(lockPage(65_536), new Uint8Array(65_536).fill(1))).toBe(false);
		expect(checksums.total).toBe(flag);
	});
});
