import {Duplex} from 'node:stream';
import {expect, it} from 'vitest';
import {openExecStream} from '../../../../source/drivers/docker/engine/exec-stream.ts';

it('hears a program to its end, also where something is written after its stdin was closed', async () => {
	const said: string[] = [];
	const ended = Promise.withResolvers<void>();
	const connection = new Duplex({
		read() {},
		write: (_chunk, _encoding, done) => done(),
	});
	const stream = openExecStream(connection, {
		stdout: chunk => void said.push(chunk.toString()),
		stderr() {},
		ended: ended.resolve,
	});
	stream.end();
	stream.write('too late\n');
	const words = Buffer.from('goodbye\n');
	const header = Buffer.from([1, 0, 0, 0, 0, 0, 0, words.length]);
	setImmediate(() => {
		connection.push(Buffer.concat([header, words]));
		connection.push(null);
	});
	await ended.promise;
	expect(said).toEqual(['goodbye\n']);
});
