import manifest from './package.json' with {type: 'json'};
import {
	type CommandInfo,
	commandInfos,
	type Given,
	helpOf,
	problemOf,
} from './source/commands/command-line.ts';

/** Each subcommand with what starts it. Only the part of the program that it needs is loaded. */
const starters: Readonly<Record<string, (given: Given) => Promise<number>>> = {
	'': async given => (await import('./source/commands/start-explore.ts')).start(given),
	exec: async given => (await import('./source/commands/start-exec.ts')).start(given),
	status: async given => (await import('./source/commands/start-status.ts')).start(given),
	up: async given => (await import('./source/commands/start-up.ts')).start(given),
	check: async given => (await import('./source/commands/start-check.ts')).start(given),
	lint: async given => (await import('./source/commands/start-lint.ts')).start(given),
	demo: async given => (await import('./source/commands/start-demo.ts')).start(given),
	learn: async given => (await import('./source/commands/start-learn.ts')).start(given),
	notes: async given => (await import('./source/commands/start-notes.ts')).start(given),
	down: async given => (await import('./source/commands/start-down.ts')).start(given),
};

const argv = process.argv.slice(2);
const named = commandInfos.find(({name}) => name !== '' && name === argv[0]);
process.exitCode = await start(named ?? commandInfos[0]!, named ? argv.slice(1) : argv);

async function start(info: CommandInfo, words: readonly string[]): Promise<number> {
	// Without words there is nothing to read, and the reader takes a while to load.
	if (words.length === 0) return starters[info.name]!({flags: {}, words});
	const {default: meow} = await import('meow');
	const read = () =>
		meow({
			importMeta: import.meta,
			argv: words,
			pkg: manifest,
			autoHelp: false,
			autoVersion: false,
			flags: Object.fromEntries(
				info.options.map(({name, value}) => [
					camelCase(name),
					{type: value === undefined ? 'boolean' : 'string'} as const,
				]),
			),
		});
	let given: ReturnType<typeof read>;
	try {
		given = read();
	} catch (error) {
		// An option that is given twice.
		return refuse((error as Error).message);
	}
	const {help, version, ...flags} = given.flags as Given['flags'];
	if (help === true || version === true) {
		process.stdout.write(`${help === true ? helpOf(info) : manifest.version}\n`);
		return 0;
	}
	const problem = problemOf(info, flags, given.input);
	return problem === undefined ? starters[info.name]!({flags, words: given.input}) : refuse(problem);
}

function refuse(problem: string): number {
	process.stderr.write(`${problem}\n`);
	return 2;
}

function camelCase(name: string): string {
	return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
