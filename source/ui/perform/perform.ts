import {edit} from '../editor/edit.ts';
import {contextOf} from '../frame-of.ts';
import {actions} from '../keys/actions.ts';
import type {Keymap} from '../keys/keymap.ts';
import {unavailable} from '../keys/unavailable.ts';
import {focusedNode} from '../panes/shown-panes.ts';
import type {View} from '../view.ts';
import {focusPanel, move, moveTo, openSelected, page} from './browse.ts';
import {copyEntry, selectedStatement} from './copy.ts';
import {
	askExport,
	beginSearch,
	closeGrid,
	copyFromGrid,
	moveInGrid,
	moveToInGrid,
	openCell,
	pageInGrid,
	searchOn,
} from './grid.ts';
import {askLink, control, pauseOrResume} from './nodes.ts';
import {accept, answer, back, moveChoice, scrollText} from './overlays.ts';
import {movePalette} from './palette.ts';
import {
	cancel,
	complete,
	forward,
	goOn,
	keysOrWhy,
	pageTarget,
	quit,
	quitOrDelete,
	run,
	runAsItIs,
	runOnPrimary,
	typed,
} from './prompt.ts';
import {scriptTable} from './script.ts';
import {close, open, type Step, say} from './step.ts';
import {nextTarget, targetNumber} from './targets.ts';

type Table = Readonly<Record<string, (view: View, keymap: Keymap) => Step>>;

const inText: Table = {
	up: (view, keymap) => scrollText(view, keymap, -1),
	down: (view, keymap) => scrollText(view, keymap, 1),
	'page-up': (view, keymap) => scrollText(view, keymap, 'page-up'),
	'page-down': (view, keymap) => scrollText(view, keymap, 'page-down'),
	'half-up': (view, keymap) => scrollText(view, keymap, 'half-up'),
	'half-down': (view, keymap) => scrollText(view, keymap, 'half-down'),
	first: (view, keymap) => scrollText(view, keymap, 'first'),
	last: (view, keymap) => scrollText(view, keymap, 'last'),
	copy: view => {
		const top = view.screen.overlays.at(-1);
		const value =
			top?.kind === 'cell' ? view.results.get(top.statement)?.rows[top.row]?.[top.column] : undefined;
		if (typeof value !== 'string') return say(view.screen, 'Only the text of a value can be copied here.');
		return {screen: view.screen, effects: [{type: 'copy', text: value, what: 'value'}]};
	},
	close: view => ({screen: close(view.screen)}),
};

const inGrid: Table = {
	up: view => moveInGrid(view, {y: -1}),
	down: view => moveInGrid(view, {y: 1}),
	left: view => moveInGrid(view, {x: -1}),
	right: view => moveInGrid(view, {x: 1}),
	'page-up': view => pageInGrid(view, 'page', -1),
	'page-down': view => pageInGrid(view, 'page', 1),
	'half-up': view => pageInGrid(view, 'half', -1),
	'half-down': view => pageInGrid(view, 'half', 1),
	first: view => moveToInGrid(view, 'first'),
	last: view => moveToInGrid(view, 'last'),
	open: openCell,
	search: beginSearch,
	'search-next': view => searchOn(view, 1),
	'search-previous': view => searchOn(view, -1),
	copy: view => copyFromGrid(view, 'cell'),
	'copy-row': view => copyFromGrid(view, 'row'),
	export: view => {
		const top = view.screen.overlays.at(-1);
		return askExport(view, top?.kind === 'grid' ? top.statement : undefined);
	},
	close: closeGrid,
};

const inPalette: Table = {
	up: view => movePalette(view, -1),
	down: view => movePalette(view, 1),
};

const inChoose: Table = {
	up: view => moveChoice(view, -1),
	down: view => moveChoice(view, 1),
};

const inEdit: Table = {
	'page-up': view => pageTarget(view, -1),
	'page-down': view => pageTarget(view, 1),
};

const inBrowse: Table = {
	up: view => move(view, {y: -1}),
	down: view => move(view, {y: 1}),
	left: view => move(view, {x: -1}),
	'map-right': view => move(view, {x: 1}),
	'page-up': view => page(view, 'page', -1),
	'page-down': view => page(view, 'page', 1),
	'half-up': view => page(view, 'half', -1),
	'half-down': view => page(view, 'half', 1),
	first: view => moveTo(view, 'first'),
	last: view => moveTo(view, 'last'),
	open: view => goOn(view) ?? openSelected(view),
	copy: view => copyEntry(view, 'statement'),
	'copy-row': view => copyEntry(view, 'entry'),
};

const zooms = ['normal', 'half', 'full'] as const;

function zoom(view: View, by: -1 | 1): Step {
	const at = Math.min(2, Math.max(0, zooms.indexOf(view.screen.zoom) + by));
	return {screen: {...view.screen, zoom: zooms[at]!}};
}

const everywhere: Table = {
	cancel,
	escape: back,
	'next-target': nextTarget,
	palette: view => ({
		screen: open(view.screen, {kind: 'palette', field: {text: '', cursor: 0}, index: 0, top: 0}),
	}),
	keys: keysOrWhy,
	redraw: view => ({screen: view.screen, effects: [{type: 'redraw'}]}),
	run,
	'run-as-it-is': runAsItIs,
	newline: view => ({screen: typed(view.screen, {type: 'newline'})}),
	complete,
	'search-history': view => ({
		screen: {
			...view.screen,
			mode: 'edit',
			editor: edit(view.screen.editor, {type: 'reverse-search-history'}),
		},
	}),
	'run-on-primary': runOnPrimary,
	forward,
	'external-editor': view => ({screen: view.screen, effects: [{type: 'external-editor'}]}),
	quit: quitOrDelete,
	'quit-browse': quit,
	edit: view => ({screen: {...view.screen, mode: 'edit'}}),
	'next-panel': view => focusPanel(view, 'next'),
	larger: view => zoom(view, 1),
	smaller: view => zoom(view, -1),
	restart: view => control(view, 'restart'),
	pause: pauseOrResume,
	stop: view => control(view, 'stop'),
	start: view => control(view, 'start'),
	kill: view => control(view, 'kill'),
	logs: view => nodeEffect(view, 'log'),
	shell: view => nodeEffect(view, 'shell'),
	link: askLink,
	export: view => askExport(view, selectedStatement(view)?.id),
	yes: view => answer(view, true),
	no: view => answer(view, false),
	...scriptTable,
	accept: (view, keymap) => accept(view, (inner, name) => perform(inner, name, keymap)),
	...Object.fromEntries(
		[1, 2, 3, 4, 5, 6, 7, 8, 9].map(n => [`target-${n}`, (view: View) => targetNumber(view, n)]),
	),
	...Object.fromEntries(
		[1, 2, 3, 4, 5, 6, 7, 8, 9].map(n => [`panel-${n}`, (view: View) => focusPanel(view, n - 1)]),
	),
};

const byContext: Readonly<Record<string, Table>> = {
	text: inText,
	grid: inGrid,
	palette: inPalette,
	choose: inChoose,
	edit: inEdit,
	browse: inBrowse,
	ask: {quit},
};

function nodeEffect(view: View, type: 'log' | 'shell'): Step {
	const node = focusedNode(view);
	return node ? {screen: view.screen, effects: [{type, node: node.name}]} : {screen: view.screen};
}

/** Carries out an action by its name, where one is now. An action that cannot be done now says why. Pure. */
export function perform(view: View, name: string, keymap: Keymap): Step {
	const action = actions.find(candidate => candidate.name === name);
	const reason = action && unavailable(view, action);
	if (reason) return say(view.screen, reason);
	const {message: _, ...rest} = view.screen;
	const screen = name === 'cancel' ? rest : {...rest, quitArmed: false};
	const fresh = {...view, screen};
	const run = byContext[contextOf(screen)]?.[name] ?? everywhere[name];
	return run ? run(fresh, keymap) : {screen};
}
