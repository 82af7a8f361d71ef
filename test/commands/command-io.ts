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
		interrupted: settings.interrupted ?? new AbortController().signal,
		written: () => out,
		said: () => lines.join('\n'),
	};
}
