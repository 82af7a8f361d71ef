import type {Socket} from 'node:net';
import {deserialize, serialize} from 'node:v8';
import {limits} from '../../cluster/limits.ts';

/** One end of a connection that carries values of the embedded driver's protocol. */
export interface Channel<Out> {
	/** Sends a value; nothing happens once the connection is gone. */
	send(message: Out): void;
	/** Lets what was sent go out, then closes. */
	close(): void;
	/** Closes at once, whether the other end takes part or not. */
	drop(): void;
}

/** A value as it goes over the wire: a 32-bit big-endian length, then what `v8.serialize` makes of it. */
export function encodeFrame(value: unknown): Buffer {
	const body = serialize(value);
	const frame = Buffer.allocUnsafe(4 + body.length);
	frame.writeUInt32BE(body.length, 0);
	body.copy(frame, 4);
	return frame;
}

/** Takes bytes as they arrive and gives the values that are whole now. Throws where the bytes are no frame. */
export function createFrameReader(): (bytes: Buffer) => unknown[] {
	let chunks: Buffer[] = [];
	let held = 0;
	let wanted = 4;
	return bytes => {
		chunks.push(bytes);
		held += bytes.length;
		if (held < wanted) return [];
		const values: unknown[] = [];
		const all = chunks.length === 1 ? bytes : Buffer.concat(chunks);
		let at = 0;
		for (wanted = 4; all.length - at >= 4; ) {
			const length = all.readUInt32BE(at);
			if (length > limits.frameBytes) throw new Error(`A frame of ${length} bytes is over the limit.`);
			wanted = 4 + length;
			if (all.length - at < wanted) break;
			values.push(deserialize(all.subarray(at + 4, at + wanted)));
			at += wanted;
			wanted = 4;
		}
		chunks = at < all.length ? [all.subarray(at)] : [];
		held = all.length - at;
		return values;
	};
}

/**
 * Speaks the protocol over a connected socket. `closed` is called once, whichever end closed it and why ever;
 * bytes that are no frame close it too.
 */
export function openChannel<In, Out>(
	socket: Socket,
	receive: (message: In) => void,
	closed: () => void,
): Channel<Out> {
	const read = createFrameReader();
	socket.setNoDelay(true);
	socket.on('data', (bytes: Buffer) => {
		let messages: unknown[];
		try {
			messages = read(bytes);
		} catch {
			socket.destroy();
			return;
		}
		for (const message of messages) receive(message as In);
	});
	// `close` follows every error and says all there is to say.
	socket.on('error', () => {});
	socket.on('close', closed);
	return {
		send(message) {
			if (!socket.destroyed && socket.writable) socket.write(encodeFrame(message));
		},
		close() {
			socket.end();
		},
		drop() {
			socket.destroy();
		},
	};
}
