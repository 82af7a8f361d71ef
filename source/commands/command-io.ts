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
	/** Aborted when the person interrupts. */
	readonly interrupted: AbortSignal;
}

/** The standard streams of this process. SIGINT is taken as the person's interruption from here on. */
export function processIo(): CommandIo {
	const {stdin, stdout, stderr} = process;
	const interruption = new AbortController();
	process.once('SIGINT', () => interruption.abort());
	// A failed write is told to the one who wrote; without this it would end the process as well.
	stdout.on('error', () => {});
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
		interrupted: interruption.signal,
	};
}
