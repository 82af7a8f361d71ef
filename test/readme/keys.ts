import {actions} from '../../source/ui/keys/actions.ts';
import {chordLabel} from '../../source/ui/keys/chord.ts';

const sections = [
	['always', 'Always'],
	['edit', 'EDIT'],
	['browse', 'BROWSE'],
	['grid', 'In a result'],
	['script', 'DEMO', 'demo'],
	['edit', 'In a lesson', 'lesson'],
] as const;

/** The README's list of keys, made from the table that the program itself goes by. */
export function keysMarkdown(): string {
	return sections
		.map(([context, title, during]) => {
			const rows = actions
				.filter(action => action.contexts[0] === context && action.during === during)
				.filter(({name}) => !/-[2-9]$/.test(name))
				.map(({name, keys, does}) => {
					const numbered = name.endsWith('-1');
					const labels = keys.map(key => `\`${chordLabel(key)}${numbered ? '…9' : ''}\``).join(' ');
					return `| ${labels} | ${numbered ? does.replace('1', 'n') : does} |`;
				});
			return `| ${title} | does |\n|---|---|\n${rows.join('\n')}\n`;
		})
		.join('\n');
}

const marks = ['<!-- keys: made by npm run readme -->\n', '<!-- end of keys -->'] as const;

/** The README with its list of keys as it has to be. */
export function withKeys(readme: string): string {
	const start = readme.indexOf(marks[0]);
	const end = readme.indexOf(marks[1]);
	if (start < 0 || end < 0) throw new Error('The README has no place for the list of keys.');
	return readme.slice(0, start + marks[0].length) + keysMarkdown() + readme.slice(end);
}
