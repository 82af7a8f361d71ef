import type {CommandIo} from '../../source/commands/command-io.ts';

/** Standard streams of a command under test, and what went through them. */
export interface TestIo extends CommandIo {
	readonly written: () => string;
	readonly said: () => string;
}

/** Makes such streams with a text on standard input. */
export function testIo(
	settings: {
		readonly input?: string;
		readonly outIsTerminal?: boolean;
		readonly interrupted?: AbortSignal;
		/** What is answered at the terminal; without it there is none to ask on. */
		readonly answer?: boolean;
		readonly onOut?: (text: string) => void | Promise<void>;
	} = {},
): TestIo {
	let out = '';
	const lines: string[] = [];
	return {
		async out(text) {
			out += text;
			await settings.onOut?.(text);
		},
		outIsTerminal: settings.outIsTerminal ?? false,
		say: line => lines.push(line),
		input: async () => settings.input ?? '',
		inputIsTerminal: settings.input === undefined,
		async confirm(question) {
			lines.push(question);
			return settings.answer ?? false;
		},
		interrupted: settings.interrupted ?? new AbortController().signal,
		written: () => out,
		said: () => lines.join('\n'),
	};
}
