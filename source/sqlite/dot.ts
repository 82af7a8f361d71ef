import {absentCommands, type DotCommandHelp, dotCommands, shellNames} from './dot-commands.ts';
import {nearestName} from './nearest.ts';

export {dotCommands} from './dot-commands.ts';
export {dotQueries} from './dot-queries.ts';

export interface DotCommand {
	readonly command: DotCommandHelp['name'];
	readonly argument?: string;
}

const escapes: Readonly<Record<string, string>> = {
	...{a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r'},
	...{'"': '"', "'": "'", '\\': '\\'},
};

/** Backslashes between double quotes, as the sqlite3 shell resolves them: \n and the like, and \123 in octal. */
const resolveBackslashes = (text: string): string =>
	text.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) =>
		/^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8) & 0xff) : (escapes[code] ?? code),
	);

/** Words of a dot command: between quotes a space is part of the word; a quote that is not closed goes to the end. */
const splitWords = (line: string): readonly string[] => {
	const words: string[] = [];
	for (const [, single, double, bare] of line.matchAll(/'([^']*)'?|"((?:\\[\s\S]|[^"\\])*)"?|(\S+)/g)) {
		words.push(single ?? (double === undefined ? bare! : resolveBackslashes(double)));
	}
	return words;
};

/** The name that was probably meant: one that is shortened too much, else one that is misspelt. */
const meant = (typed: string): string | undefined => {
	const names = shellNames.map(({name}) => name);
	return names.find(name => typed && name.startsWith(typed)) ?? nearestName(typed, names);
};

const refuse = (typed: string): {readonly error: string} => {
	const name = typed.toLowerCase();
	const isShort = shellNames.some(shell => shell.name.startsWith(name));
	const absent = isShort
		? undefined
		: absentCommands.find(({names}) => names.some(is => is.startsWith(name)));
	if (absent) {
		return {error: `litescope has no .${absent.names.find(is => is.startsWith(name))}: ${absent.why}`};
	}
	const nearest = meant(name);
	return {
		error:
			`Error: unknown command or invalid arguments:  "${typed}". Enter ".help" for help` +
			(nearest ? `. Did you mean .${nearest}?` : ''),
	};
};

const usage = (command: DotCommand['command']): {error: string} => ({
	error: `Usage: ${dotCommands.find(({name}) => name === command)?.usage}`,
});

/** Commands whose further arguments the sqlite3 shell takes no notice of. */
const takesNone = new Set<DotCommand['command']>(['databases', 'quit']);

const withArguments = (
	command: DotCommand['command'],
	given: readonly string[],
): DotCommand | {readonly error: string} => {
	const [argument] = given;
	if (takesNone.has(command)) return {command};
	if (given.length > 1) return usage(command);
	if (command === 'read' && argument === undefined) return usage(command);
	if (command === 'read' && argument!.startsWith('|')) {
		return {error: '.read takes the name of a file: litescope runs no shell commands.'};
	}
	if (command === 'schema' && argument?.startsWith('-')) return {error: `Unknown option: "${argument}"`};
	return {command, ...(argument !== undefined && {argument})};
};

/**
 * A line that begins with a dot, as the sqlite3 shell reads it, or a sentence that says why it cannot be done.
 * Names may be shortened as in the shell; a semicolon at the end, which the shell does not allow, does no harm.
 */
export const parseDot = (line: string): DotCommand | {readonly error: string} => {
	const [typed = '', ...given] = splitWords(line.trim().replace(/^\./, '').replace(/\s*;$/, ''));
	const name = typed.toLowerCase();
	const found = shellNames.find(shell => name.length >= shell.shortest && shell.name.startsWith(name));
	return found ? withArguments(found.command, given) : refuse(typed);
};
