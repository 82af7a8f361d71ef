import type {Line, Span, Style} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {truncate} from '../../terminal/width.ts';
import {actionOf} from '../keys/actions.ts';
import {chordLabel} from '../keys/chord.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import type {ScriptPanel} from '../screen/script.ts';
import type {ScreenState} from '../screen/state.ts';
import {isThrough} from './standing.ts';

/** Columns before what is next: its key. */
const nextIndent = 6;

/** Rows that a sentence about what is waited for takes at the most. */
const remarkRows = 4;

/** What is done next, or why it does not go on: the last lines of a script's step. */
export function nowLines(script: ScriptPanel, mode: ScreenState['mode'], columns: number): readonly Line[] {
	const remark = remarkLines(script, columns);
	const keys =
		script.kind === 'demo' || mode === 'script'
			? demoKeys(shortened(script, columns), mode)
			: lessonKeys(script);
	return [...remark, ...(keys.length > 0 ? wrapLine(keys, columns, 2) : [])];
}

/** The script with what is next on one line, behind its key. */
function shortened(script: ScriptPanel, columns: number): ScriptPanel {
	const {next} = script;
	return next === undefined ? script : {...script, next: truncate(visible(next), columns - nextIndent)};
}

function remarkLines({remark, standing}: ScriptPanel, columns: number): readonly Line[] {
	if (remark === undefined || remark === '') return [];
	const failed = standing === 'failed';
	const mark: Line = failed ? [{text: '✗ ', style: {bold: true, color: 'red'}}] : [];
	const lines = wrapLine([...mark, {text: visible(remark)}], columns, failed ? 2 : 0);
	return lines.length > remarkRows ? [...lines.slice(0, remarkRows - 1), [{text: '…'}]] : lines;
}

/** A key and what it does; the texts of several are put apart by `separated`. */
function key(name: string, does: string, style: Style = {dim: true}): readonly Span[] {
	return [
		{text: chordLabel(actionOf(name).keys[0]!), style: {bold: true}},
		{text: ` ${visible(does)}`, style},
	];
}

function separated(...keys: readonly (readonly Span[])[]): readonly Span[] {
	return keys.flatMap((spans, index) => (index === 0 ? spans : [{text: '   '}, ...spans]));
}

function demoKeys(script: ScriptPanel, mode: ScreenState['mode']): readonly Span[] {
	if (mode !== 'script') return key('escape', 'goes back to the demo');
	if (script.standing === 'over')
		return separated(
			key('demo-jump', 'goes to a step'),
			key('demo-clean', 'begins anew on a clean cluster'),
			key('quit-browse', 'quits'),
		);
	if (script.standing === 'paused') return key('demo-pause', 'lets it go on');
	if (script.standing === 'failed')
		return separated(key('demo-again', 'tries it again'), key('demo-skip', 'goes past it'));
	if (script.isAuto) return separated(underWay(script), key('demo-pause', 'stops it'));
	if (script.standing === 'busy') return underWay(script);
	// To be read from the last row, too.
	return key('demo-go', script.next ?? afterStep(script), {});
}

/** What is being done, where no remark tells it. */
function underWay({next = '', remark}: ScriptPanel): readonly Span[] {
	if (next === '' && remark) return [];
	return [{text: `… ${visible(next)}`.trimEnd(), style: {dim: true}}];
}

function afterStep({at, steps}: ScriptPanel): string {
	if (at < 0) return 'begins';
	return at + 1 < steps.length ? 'the next step' : 'the end';
}

function lessonKeys(script: ScriptPanel): readonly Span[] {
	if (script.standing === 'over')
		return separated(
			...(script.next === undefined ? [] : [key('run', script.next, {bold: true})]),
			key('lesson-jump', 'goes to a step'),
			key('quit', 'leaves'),
		);
	if (script.standing === 'busy' || script.standing === 'paused') return underWay(script);
	if (isThrough(script)) {
		return [...solvedMark(script), ...key('run', script.next ?? afterStep(script), {bold: true})];
	}
	const hint = script.hintCount > 0 ? [key('lesson-hint', hintText(script))] : [];
	const again = [key('lesson-again', 'begins it again')];
	return script.standing === 'failed' ? separated(...again, ...hint) : separated(...hint, ...again);
}

function solvedMark({standing, tasks, steps, at}: ScriptPanel): readonly Span[] {
	if (standing !== 'passed' || tasks.length === 0) return [];
	// Who has seen the solution has not solved it.
	if (steps[at]?.mark === 'left out') return [{text: 'That was the solution.  ', style: {bold: true}}];
	return [{text: '✓ Solved.  ', style: {bold: true, color: 'green'}}];
}

function hintText({hints, hintCount}: ScriptPanel): string {
	if (hints.length >= hintCount) return 'shows the solution';
	return hints.length === 0
		? `a hint (of ${hintCount})`
		: `another hint (${hints.length + 1} of ${hintCount})`;
}
