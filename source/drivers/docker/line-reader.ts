import {StringDecoder} from 'node:string_decoder';

/** Gives the complete lines of a stream of bytes, without their ends, as they come. */
export function lineReader(take: (line: string) => void): (chunk: Buffer) => void {
	const decoder = new StringDecoder('utf8');
	let pending = '';
	return chunk => {
		const lines = (pending + decoder.write(chunk)).split('\n');
		pending = lines.pop() ?? '';
		for (const line of lines) take(line);
	};
}
