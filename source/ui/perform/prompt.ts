import {limits} from '../../cluster/limits.ts';
import {nodeOf, openTransactions, primaryOf, runningNodes} from '../../cluster/selectors.ts';
import {completeSql} from '../../sqlite/complete.ts';
import {splitInput} from '../../sqlite/split.ts';
import {forwardByHand, runByHand} from '../by-hand.ts';
import {edit} from '../editor/edit.ts';
import {guestQuestion, readOnlyReason} from '../guest-question.ts';
import {lastFailed, lastRefused} from '../refused.ts';
import type {Completion, ScreenState} from '../screen/state.ts';
import {isThrough} from '../script/standing.ts';
import type {View} from '../view.ts';
import {openStatement, scrollTranscript} from './browse.ts';
import {close, type Effect, open, type Step, sameByHand, say} from './step.ts';
import {nextTarget} from './targets.ts';

/** The prompt after an editor action. What one typed quits no completion and no armed quitting. */
export function typed(screen: ScreenState, action: Parameters<typeof edit>[1]): ScreenState {
	const {completion: _, ...rest} = screen;
	return {...rest, editor: edit(screen.editor, action)};
}

/** Why a statement cannot be run on the target now; undefined where it can. */
function busy({snapshot, screen}: View, target = screen.target): string | undefined {
	if (snapshot.phase === 'connecting') return 'The cluster is not there yet. What you typed stays here.';
	if (snapshot.phase === 'gone') return 'The cluster is gone: nothing can be run.';
	const {script} = screen;
	if (script?.kind === 'lesson' && script.standing === 'busy')
		return `${script.remark ?? 'The step is being prepared.'} What you typed stays here.`;
	const running = runningNodes(snapshot).find(({name}) => target === 'all' || name === target);
	return (
		running && `A statement is running on ${running.name}: Ctrl+C cancels it. What you typed stays here.`
	);
}

/** Runs what is typed when it is complete; else begins a new line. */
export function run(view: View): Step {
	const {editor} = view.screen;
	if (editor.text.trim() === '') return goOn(view) ?? openLast(view);
	const {rest} = splitInput(editor.text);
	if (rest) {
		const screen = typed(view.screen, {type: 'newline'});
		const isFirst = !editor.text.includes('\n');
		return isFirst ? say(screen, noEndYet, 'info') : {screen};
	}
	return runAsItIs(view);
}

const noEndYet = 'No ; at its end yet: Enter runs it once there is one, Ctrl+J runs it as it is.';

/** Runs what is typed as it stands. */
export function runAsItIs(view: View): Step {
	const {editor, target} = view.screen;
	const text = editor.text;
	if (text.trim() === '') return openLast(view);
	const reason = busy(view) ?? readOnlyReason(view, text);
	if (reason) return say(view.screen, reason);
	const effects = [
		{type: 'remember', text},
		{type: 'run', text, target},
	] as const;
	const screen = following(view.screen, target);
	const question = guestQuestion(view, text);
	if (question)
		return {screen: open(screen, {kind: 'confirm', question, effects, takesPrompt: true, agrees: true})};
	return {screen: typed(screen, {type: 'accept-line'}), effects};
}

/** The screen with the transcripts of the target following what comes: one wants to see what one runs. */
function following(screen: ScreenState, target: string): ScreenState {
	const panels = Object.entries(screen.panels).map(([key, panel]) => {
		if (target !== 'all' && key !== `node ${target}`) return [key, panel] as const;
		const {bottom: _, ...rest} = panel;
		return [key, rest] as const;
	});
	return {...screen, panels: Object.fromEntries(panels)};
}

/** In a lesson whose step is done, on an empty prompt or in BROWSE: the next one, at the prompt. */
export function goOn({screen}: View): Step | undefined {
	if (screen.script?.kind !== 'lesson' || !isThrough(screen.script)) return undefined;
	return {screen: {...screen, mode: 'edit'}, effects: [{type: 'script', act: {type: 'go'}}]};
}

/** On an empty prompt: opens the rows of the target's last statement, where there are any. */
function openLast(view: View): Step {
	const node = nodeOf(view.snapshot, view.screen.target) ?? primaryOf(view.snapshot);
	const entry = node?.transcript.findLast(
		candidate => candidate.kind === 'statement' && candidate.outcome?.rows,
	);
	if (!node || entry?.kind !== 'statement') return {screen: view.screen};
	return openStatement(view, node.name, entry.id);
}

/** Runs on the primary the statement that a replica has just refused. */
export function runOnPrimary(view: View): Step {
	return runRefused(view, 'Ctrl+O', ({entry}) => {
		const primary = primaryOf(view.snapshot);
		if (!primary) return undefined;
		const effect = {type: 'run', text: entry.sql, target: primary.name} as const;
		return {on: primary.name, effect, command: runByHand(primary, entry.sql)};
	});
}

/** Forwards from a replica the statement that it has just refused. */
export function forward(view: View): Step {
	return runRefused(view, 'Ctrl+F', ({node, entry}) => {
		const effect = {type: 'forward', sql: entry.sql, node: node.name} as const;
		return {on: node.name, effect, command: forwardByHand(node, entry.sql)};
	});
}

/** Another way to run a refused statement: where, how, and what does the same by hand. */
interface Way {
	readonly on: string;
	readonly effect: Effect;
	readonly command: string | undefined;
}

/** Runs the statement that a replica has just refused another way. `key` is what it takes. */
function runRefused(
	view: View,
	key: string,
	wayOf: (refused: NonNullable<ReturnType<typeof lastRefused>>) => Way | undefined,
): Step {
	const {screen} = view;
	if (screen.editor.text !== '')
		return say(screen, `${key} is for an empty prompt: run or clear what is typed first.`);
	const refused = lastRefused(view);
	const way = refused && wayOf(refused);
	if (!way) return say(screen, 'No replica has just refused a statement.');
	const {on, effect, command} = way;
	const {id, sql} = refused.entry;
	const reason = busy(view, on) ?? readOnlyReason(view, sql);
	if (reason) return say(screen, reason);
	const effects = [effect];
	const question = guestQuestion(view, sql);
	if (question) {
		const asked = {kind: 'confirm', question, effects, agrees: true, ...(command && {command})} as const;
		return {screen: open(screen, asked)};
	}
	const rerun = [...screen.rerun, id].slice(-limits.results);
	return {screen: sameByHand(following({...screen, overlays: [], rerun}, on), command), effects};
}

/** Completes what is before the cursor; again, with the next candidate. Where there is nothing, the next target. */
export function complete(view: View): Step {
	const {screen, snapshot} = view;
	if (screen.completion) return {screen: cycled(screen, screen.completion)};
	const {text, cursor} = screen.editor;
	if (text.trim() === '') return nextTarget(view);
	const node = nodeOf(snapshot, screen.target) ?? primaryOf(snapshot);
	const {from, to, candidates} = completeSql(text, cursor, {tables: node?.tables ?? []});
	const [first] = candidates;
	if (!first) return say(screen, 'Nothing to complete here.', 'info');
	const editor = edit(screen.editor, {type: 'replace', start: from, end: to, text: first.text});
	if (candidates.length === 1) return {screen: {...screen, editor}};
	return {
		screen: {...screen, editor, completion: {from, to: from + first.text.length, candidates, index: 0}},
	};
}

function cycled(screen: ScreenState, completion: Completion): ScreenState {
	const index = (completion.index + 1) % completion.candidates.length;
	const {text} = completion.candidates[index]!;
	const editor = edit(screen.editor, {type: 'replace', start: completion.from, end: completion.to, text});
	return {...screen, editor, completion: {...completion, to: completion.from + text.length, index}};
}

/** Cancels what runs; else clears the prompt; else closes what is open; else says that once more quits. */
export function cancel(view: View): Step {
	const {screen, snapshot} = view;
	const running = runningNodes(snapshot);
	if (running.length > 0) {
		const here = running.filter(({name}) => screen.target === 'all' || name === screen.target);
		const cancelled = here.length > 0 ? here : running;
		return {
			screen,
			effects: cancelled.map(({name}) => ({type: 'send', command: {type: 'cancel', node: name}})),
		};
	}
	if (screen.overlays.length > 0) return {screen: close(screen)};
	if (screen.editor.search) return {screen: typed(screen, {type: 'abort'})};
	// What a demo types is its own: it would go on in the middle.
	if (screen.editor.text !== '' && screen.mode !== 'script') return {screen: typed(screen, {type: 'clear'})};
	if (screen.quitArmed) return quit(view);
	return {screen: {...screen, quitArmed: true, message: {level: 'info', text: 'Ctrl+C once more quits.'}}};
}

/** Quits; with a transaction open, says so first. */
export function quit({screen, snapshot}: View): Step {
	const [node] = openTransactions(snapshot);
	if (!node) return {screen, effects: [{type: 'quit'}]};
	const question = `A transaction is open on ${node.name}: quitting rolls it back. Quit?`;
	return {screen: open(screen, {kind: 'confirm', question, effects: [{type: 'quit'}]})};
}

/** Ctrl+D: quits on an empty prompt, else deletes the character at the cursor. */
export function quitOrDelete(view: View): Step {
	const isTyping = view.screen.editor.text !== '' || view.screen.editor.search;
	if (isTyping && view.screen.mode !== 'script') return {screen: typed(view.screen, {type: 'delete-char'})};
	return quit(view);
}

/** F1: after an error, on an empty prompt, its explanation; else, and from there, the list of keys. */
export function keysOrWhy(view: View): Step {
	const {screen} = view;
	const top = screen.overlays.at(-1);
	if (top?.kind === 'keys') return {screen: close(screen)};
	if (top?.kind === 'explanation') return {screen: open(close(screen), {kind: 'keys', top: 0})};
	const isAtPrompt = screen.mode === 'script' || (screen.mode === 'edit' && screen.editor.text === '');
	const failed = top === undefined && isAtPrompt ? lastFailed(view) : undefined;
	if (failed)
		return {
			screen: open(screen, {kind: 'explanation', node: failed.node.name, statement: failed.entry.id, top: 0}),
		};
	return {screen: open(screen, {kind: 'keys', top: 0})};
}

/** Pages through the target's transcript while one is typing. */
export function pageTarget(view: View, direction: -1 | 1): Step {
	const target = view.screen.target === 'all' ? (primaryOf(view.snapshot)?.name ?? '') : view.screen.target;
	return scrollTranscript(view, target, 'page', direction);
}
