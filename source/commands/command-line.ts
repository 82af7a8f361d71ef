import {nearestName} from '../sqlite/nearest.ts';

/** An option of the command line. */
export interface OptionInfo {
	/** As it is typed, without the dashes. */
	readonly name: string;
	/** What stands behind it, for the help; a switch has nothing. */
	readonly value?: string;
	/** The value may be left out. */
	readonly optional?: true;
	readonly does: string;
}

/** A subcommand, and what it takes. */
export interface CommandInfo {
	/** Empty for the explorer, which has no word. */
	readonly name: string;
	readonly usage: string;
	readonly does: string;
	readonly options: readonly OptionInfo[];
	/** How many words it takes besides its options. */
	readonly words: number;
}

const embedded: OptionInfo = {
	name: 'embedded',
	does: 'the cluster without Docker, also where one runs in Docker',
};
const docker: OptionInfo = {
	name: 'docker',
	value: 'PROJECT',
	optional: true,
	does: 'a LiteFS cluster in Docker, by its compose project; alone: the only one there is',
};
const database: OptionInfo = {
	name: 'db',
	value: 'NAME',
	does: 'a database of a cluster in Docker that has several',
};
const readOnly: OptionInfo = {name: 'read-only', does: 'statements that write are refused'};
const write: OptionInfo = {name: 'write', does: 'writes to a cluster in Docker without asking first'};
const replicas: OptionInfo = {
	name: 'replicas',
	value: '1..9',
	does: 'how many replicas a new cluster has (1)',
};
const importFile: OptionInfo = {
	name: 'import',
	value: 'FILE',
	does: 'a database for a new cluster, instead of the sample',
};
const dataDir: OptionInfo = {
	name: 'data-dir',
	value: 'DIR',
	does: 'where the cluster is kept; without it the cluster is temporary',
};
const latency: OptionInfo = {
	name: 'latency',
	value: '200ms',
	does: 'how far the replicas are from the primary, one way',
};
const color: OptionInfo = {name: 'no-color', does: 'no colours; NO_COLOR in the environment does the same'};

/** Every subcommand. Help is made from this. */
export const commandInfos: readonly CommandInfo[] = [
	{
		name: '',
		usage: 'litescope [options]',
		does: 'opens the explorer',
		options: [embedded, docker, database, replicas, importFile, dataDir, latency, readOnly, write, color],
		words: 0,
	},
	{
		name: 'exec',
		usage: 'litescope exec [options] [SQL]',
		does: 'runs SQL, or what comes on standard input, and writes the rows to standard output',
		options: [
			{name: 'node', value: 'NAME', does: 'a node\u2019s name, primary, replica or all (primary)'},
			{name: 'format', value: 'FORMAT', does: 'table, json or csv (table)'},
			dataDir,
			embedded,
			docker,
			database,
			readOnly,
			replicas,
			importFile,
			latency,
		],
		words: 1,
	},
	{
		name: 'status',
		usage: 'litescope status [options]',
		does: 'tells the nodes of a cluster, their roles, positions and how they stand',
		options: [{name: 'json', does: 'for programs'}, dataDir, embedded, docker, database],
		words: 0,
	},
	{
		name: 'demo',
		usage: 'litescope demo [options] [FILE]',
		does: 'plays a demo in the explorer; without a file, the one that comes with litescope',
		options: [
			{
				name: 'auto',
				value: 'PACE',
				optional: true,
				does: 'goes on by itself; 2 is twice as quick, 0.5 half (1)',
			},
			{name: 'plain', does: 'tells it as text, for pipes'},
			{name: 'rehearse', does: 'plays it once at full speed, and tells what would fail on this machine'},
			embedded,
			docker,
			database,
			write,
			color,
		],
		words: 1,
	},
	{
		name: 'notes',
		usage: 'litescope notes [options]',
		does: 'shows the presenter’s notes of the demo that runs in another terminal',
		options: [color],
		words: 0,
	},
	{
		name: 'learn',
		usage: 'litescope learn [LESSON]',
		does: 'has you do a lesson, by its number, its name or its file; without one, lists them',
		options: [{name: 'reset', does: 'forgets what was done in that lesson'}, color],
		words: 1,
	},
	{
		name: 'check',
		usage: 'litescope check [options] [FILE…]',
		does: 'plays demos and lessons as tests, at full speed; without files, those that come with litescope',
		options: [docker, database, write],
		words: Number.POSITIVE_INFINITY,
	},
	{
		name: 'lint',
		usage: 'litescope lint [options] [FILE…]',
		does: 'tells every mistake in the files of demos and lessons, with its place',
		options: [
			{
				name: 'schema',
				does: 'writes the JSON Schema of these files: in a script’s first line, # yaml-language-server: $schema=FILE, it has editors complete and check',
			},
		],
		words: Number.POSITIVE_INFINITY,
	},
	{
		name: 'up',
		usage: 'litescope up [options]',
		does: 'brings up a LiteFS cluster in Docker, or makes the one that is there as the options say',
		options: [
			{...replicas, does: 'how many replicas it has (as many as it has, or 1)'},
			{name: 'port', value: 'PORT', does: 'on which the invoices are on this machine (as it is, or 8080)'},
			importFile,
		],
		words: 0,
	},
	{
		name: 'down',
		usage: 'litescope down [options]',
		does: 'takes that cluster down; its database is kept for the next time',
		options: [{name: 'volumes', does: 'throws the database away too'}],
		words: 0,
	},
];

/** The help of a subcommand; of the explorer, with the list of the others. */
export function helpOf(command: CommandInfo): string {
	const left = (option: OptionInfo) =>
		`--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`;
	const others = commandInfos.filter(({name}) => name !== '');
	const rows = [
		...command.options.map(option => [left(option), option.does]),
		['--help', 'this'],
		['--version', 'the version'],
	];
	const list = (pairs: readonly (readonly string[])[]) =>
		pairs.map(([name, does]) => `  ${name!.padEnd(18)} ${does}`).join('\n');
	return [
		`Usage: ${command.usage}`,
		`\n${['litescope', command.name].filter(Boolean).join(' ')} ${command.does}.`,
		`\nOptions\n${list(rows)}`,
		...(command.name === ''
			? [
					`\nCommands\n${list(others.map(({name, does}) => [name, does]))}\n\nlitescope COMMAND --help tells of one.`,
				]
			: []),
	].join('\n');
}

/** What stood on the command line: options by their name in camel case, and other words. */
export interface Given {
	readonly flags: Readonly<Record<string, string | boolean | undefined>>;
	readonly words: readonly string[];
}

/** What is wrong with what was typed: a sentence; undefined where nothing is. */
export function problemOf(
	command: CommandInfo,
	flags: Given['flags'],
	words: readonly string[],
): string | undefined {
	const known = command.options.map(({name}) => name);
	const help = `litescope ${command.name}`.trimEnd();
	for (const [key, value] of Object.entries(flags)) {
		// `--no-color` comes as the negation of `color`.
		const name =
			key === 'color' ? 'no-color' : key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
		const option = command.options.find(candidate => candidate.name === name);
		if (!option)
			return `${help} has no option --${name}${nearest(name, known, '--')}. ${help} --help lists them.`;
		if (option.value !== undefined && value === '' && !option.optional)
			return `--${name} needs a value: --${name} ${option.value}.`;
	}
	const extra = words[command.words];
	if (extra === undefined) return undefined;
	const names = commandInfos.map(({name}) => name);
	if (command.name === '')
		return `litescope has no command ${extra}${nearest(extra, names, '')}. litescope --help lists them.`;
	if (command.name === 'exec')
		return `exec takes the SQL as one word: put it in quotes. It got ${extra} as another.`;
	return `${help} takes no ${extra}. ${help} --help tells what it takes.`;
}

/** A hint at the name that was meant, where one is near. */
function nearest(wrong: string, names: readonly string[], dashes: string): string {
	const found = nearestName(wrong, names);
	return found ? ` (${dashes}${found} is the nearest)` : '';
}
