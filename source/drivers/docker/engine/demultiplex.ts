/**
 * Takes apart the stream of an exec without a terminal: frames of one byte (1 stdout, 2 stderr), three of padding, a
 * 32-bit big-endian length and the bytes (Engine API, "Attach to a container"). Gives a function that takes chunks
 * as they come.
 */
export function demultiplex(
	stdout: (chunk: Buffer) => void,
	stderr: (chunk: Buffer) => void,
): (chunk: Buffer) => void {
	const header = Buffer.alloc(8);
	let headerBytes = 0;
	let frameBytes = 0;
	return chunk => {
		let at = 0;
		while (at < chunk.length) {
			if (frameBytes === 0) {
				const copied = chunk.copy(header, headerBytes, at);
				at += copied;
				headerBytes += copied;
				if (headerBytes < header.length) return;
				headerBytes = 0;
				frameBytes = header.readUInt32BE(4);
				continue;
			}
			const part = chunk.subarray(at, at + frameBytes);
			at += part.length;
			frameBytes -= part.length;
			if (header[0] === 2) stderr(part);
			else stdout(part);
		}
	};
}
