import type {Socket} from 'node:net';
import type {Duplex} from 'node:stream';
import {demultiplex} from './demultiplex.ts';

/** Takes what a program in a container writes. */
export interface ExecListener {
	stdout(chunk: Buffer): void;
	stderr(chunk: Buffer): void;
	/** Nothing comes any more: the program has ended, or the connection to it is lost. */
	ended(): void;
}

/** A program that runs in a container, with its standard streams. */
export interface ExecStream {
	/** Writes to the program's stdin; nothing happens where that is closed. */
	write(text: string): void;
	/** Closes the program's stdin. */
	end(): void;
	/** Lets go of it: its stdin is closed, and nothing is heard of it any more but `ended`. */
	destroy(): void;
	/** Whether output waits in the container until it is wanted again. */
	hold(held: boolean): void;
}

/** Makes an ExecStream of the engine's connection to an exec. */
export function openExecStream(connection: Duplex, listener: ExecListener): ExecStream {
	let over = false;
	let isStdinClosed = false;
	const finish = () => {
		if (over) return;
		over = true;
		connection.destroy();
		listener.ended();
	};
	connection.on(
		'data',
		demultiplex(
			chunk => !over && listener.stdout(chunk),
			chunk => !over && listener.stderr(chunk),
		),
	);
	for (const name of ['end', 'close', 'error']) connection.on(name, finish);
	return {
		write: text => void (over || isStdinClosed || connection.write(text)),
		end() {
			if (over) return;
			isStdinClosed = true;
			connection.end();
			// A paused container ends nothing: that must not keep a program from ending that has left it.
			(connection as Partial<Socket>).unref?.();
		},
		destroy: finish,
		hold: held => void (held ? connection.pause() : connection.resume()),
	};
}
