import {createInterface} from 'node:readline/promises';

/** What a command without a screen reads and writes. Data goes to `out`, what is said about it to `say`. */
export interface CommandIo {
	/** Writes data; resolves when more may be written. Rejects when nobody reads it any more. */
	readonly out: (text: string) => Promise<void>;
	/** Data goes to a terminal, where control characters would be obeyed. */
	readonly outIsTerminal: boolean;
	/** Says a line to the person. Untrusted text must have been made visible. */
	readonly say: (line: string) => void;
	/** All of standard input, as text. Rejects when the person interrupts. */
	readonly input: () => Promise<string>;
	readonly inputIsTerminal: boolean;
	/** Asks the person at the terminal, who answers y or n. An interruption is a no. */
	readonly confirm: (question: string) => Promise<boolean>;
	/** Aborted when the person interrupts. */
	readonly interrupted: AbortSignal;
}

/** Signals that ask a command to end which has something to put back first. */
export const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The standard streams of this process. The first of these signals is taken as the person's interruption from here on;
 * another one of the same ends the process at once.
 */
export function processIo(signals: readonly NodeJS.Signals[] = ['SIGINT']): CommandIo {
	const {stdin, stdout, stderr} = process;
	const interruption = new AbortController();
	for (const signal of signals) process.once(signal, () => interruption.abort());
	// A failed write is told to the one who wrote; without this it would end the process as well.
	for (const stream of [stdout, stderr]) stream.on('error', () => {});
	return {
		out: text =>
			new Promise((resolve, reject) => {
				stdout.write(text, error => (error ? reject(error) : resolve()));
			}),
		outIsTerminal: stdout.isTTY === true,
		say: line => stderr.write(`${line}\n`),
		async input() {
			// Who interrupts does not type the end of the input too.
			interruption.signal.addEventListener('abort', () => stdin.destroy());
			let text = '';
			for await (const chunk of stdin.setEncoding('utf8')) text += chunk;
			return text;
		},
		inputIsTerminal: stdin.isTTY === true,
		confirm: question => confirm(question, interruption.signal),
		interrupted: interruption.signal,
	};
}

/** The terminal keeps the line's editing and its signals: nothing is drawn here. */
async function confirm(question: string, interrupted: AbortSignal): Promise<boolean> {
	const {stdin: input, stderr: output} = process;
	const lines = createInterface({input, output, terminal: false});
	try {
		const answer = await lines.question(`${question} [y/N] `, {signal: interrupted});
		return /^y(es)?$/i.test(answer.trim());
	} catch {
		return false;
	} finally {
		lines.close();
	}
}
