import {describe, expect, it} from 'vitest';
import {demultiplex} from '../../../../source/drivers/docker/engine/demultiplex.ts';

const frame = (stream: number, text: string) => {
	const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
	header.writeUInt32BE(Buffer.byteLength(text), 4);
	return Buffer.concat([header, Buffer.from(text)]);
};

describe('the stream of a program in a container', () => {
	it.each([1, 2, 3, 7, 8, 9, 100])('is taken apart into stdout and stderr, in pieces of %i bytes', bytes => {
		const all = Buffer.concat([frame(1, 'out 1\n'), frame(2, 'err\n'), frame(1, ''), frame(1, 'out 2 ü\n')]);
		const [out, err]: Buffer[][] = [[], []];
		const take = demultiplex(
			chunk => out!.push(chunk),
			chunk => err!.push(chunk),
		);
		for (let at = 0; at < all.length; at += bytes) take(all.subarray(at, at + bytes));
		expect(Buffer.concat(out!).toString()).toBe('out 1\nout 2 ü\n');
		expect(Buffer.concat(err!).toString()).toBe('err\n');
	});
});
