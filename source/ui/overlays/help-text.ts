import {dotCommands} from '../../sqlite/dot.ts';
import type {Line} from '../../terminal/style.ts';
import {padEnd} from '../../terminal/width.ts';
import {wrapLine} from '../lines/wrap-line.ts';

/** The answer to `.help`: the dot commands, then how one finds the rest. */
export function helpText(columns: number): readonly Line[] {
	const commands = dotCommands.flatMap(({usage, does}) =>
		wrapLine([{text: padEnd(usage, 22), style: {bold: true}}, {text: ` ${does}`}], columns, 23),
	);
	return [
		...commands,
		[],
		...wrapLine(
			[{text: 'Everything else that is typed goes to SQLite. A statement ends with a semicolon.'}],
			columns,
		),
		...wrapLine([{text: 'F1 lists the keys; Ctrl+P finds what litescope can do by its name.'}], columns),
	];
}
