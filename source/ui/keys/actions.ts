import type {Capability} from '../../cluster/event.ts';
import type {ScriptPanel} from '../screen/script.ts';
import {scriptActions} from './script-actions.ts';

/** Where keys go: to the prompt, the focused panel, or the overlay on top. `always` is behind all of them. */
export type KeyContext =
	| 'always'
	| 'edit'
	| 'browse'
	/** The script that is played has the keys. */
	| 'script'
	| 'grid'
	| 'text'
	| 'palette'
	| 'confirm'
	| 'choose'
	| 'ask'
	| 'search';

/** Something a person can do, with its default keys. Footer, key list, palette and README are made from these. */
export interface Action {
	readonly name: string;
	readonly contexts: readonly KeyContext[];
	/** Chords such as `ctrl+t`, `G`, `f5`; two of them after one another with a space between. */
	readonly keys: readonly string[];
	/** For the footer: one or two words. */
	readonly title: string;
	/** For the key list: what it does. */
	readonly does: string;
	/** Places in the footer come in this order; without one it is not in the footer. */
	readonly footer?: number;
	/** Where it is in the footer; without this, wherever it can be done. */
	readonly footerIn?: readonly KeyContext[];
	/** What the driver must be able to do. */
	readonly capability?: Capability;
	/** There is such a thing only while a script of that kind is played. */
	readonly during?: ScriptPanel['kind'];
}

/** Every action, in the order of the key list. */
export const actions: readonly Action[] = [
	{
		name: 'cancel',
		contexts: ['always'],
		keys: ['ctrl+c'],
		title: 'cancel',
		does: 'cancels the running statement; else clears the prompt; else closes what is open; once more quits',
	},
	{
		name: 'escape',
		contexts: ['always'],
		keys: ['escape'],
		title: 'browse',
		does: 'closes what is open; else changes between EDIT and BROWSE; never quits',
		footer: 50,
	},
	{
		name: 'next-target',
		contexts: ['edit', 'browse'],
		keys: ['ctrl+t'],
		title: 'node',
		does: 'the next node becomes the target; after the last comes all: the answers are compared',
		footer: 20,
	},
	...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(
		(n): Action => ({
			name: `target-${n}`,
			contexts: ['edit', 'browse'],
			keys: [`alt+${n}`, `ctrl+x ${n}`],
			title: `node ${n}`,
			does: `node ${n} becomes the target`,
		}),
	),
	{
		name: 'palette',
		contexts: ['edit', 'browse', 'script'],
		keys: ['ctrl+p', ':'],
		title: 'palette',
		does: 'finds any action by its name',
	},
	{
		name: 'keys',
		contexts: ['always'],
		keys: ['f1', '?'],
		title: 'all keys',
		does: 'lists all keys; after an error, explains it first',
		footer: 99,
	},
	{name: 'redraw', contexts: ['always'], keys: ['ctrl+l'], title: 'redraw', does: 'draws the screen again'},

	{
		name: 'run',
		contexts: ['edit'],
		keys: ['enter'],
		title: 'run',
		does: 'runs what is typed when it is complete, else begins a new line; on an empty prompt opens the last result',
		footer: 10,
	},
	{
		name: 'run-as-it-is',
		contexts: ['edit'],
		keys: ['ctrl+j', 'ctrl+enter', 'f5'],
		title: 'run as it is',
		does: 'runs what is typed as it stands',
	},
	{
		name: 'newline',
		contexts: ['edit'],
		keys: ['alt+enter', 'shift+enter', 'ctrl+x enter'],
		title: 'new line',
		does: 'begins a new line',
	},
	{
		name: 'complete',
		contexts: ['edit'],
		keys: ['tab'],
		title: 'complete',
		does: 'completes; where there is nothing to complete, the next node',
		footer: 30,
	},
	{
		name: 'search-history',
		contexts: ['edit'],
		keys: ['ctrl+r'],
		title: 'history',
		does: 'searches the history',
		footer: 70,
	},
	{
		name: 'run-on-primary',
		contexts: ['edit', 'text'],
		keys: ['ctrl+o'],
		title: 'run on primary',
		does: 'on an empty prompt: runs on the primary the statement that was just refused',
	},
	{
		name: 'forward',
		contexts: ['edit'],
		keys: ['ctrl+f'],
		title: 'forward',
		does: 'on an empty prompt: forwards it from this replica by LiteFS\u2019s halt lock',
		capability: 'forward',
	},
	{
		name: 'external-editor',
		contexts: ['edit'],
		keys: ['ctrl+x ctrl+e'],
		title: 'editor',
		does: 'opens the prompt in $EDITOR',
	},
	{
		name: 'page-up',
		contexts: ['edit', 'browse', 'grid', 'text'],
		keys: ['pageup'],
		title: 'page up',
		does: 'a page up',
	},
	{
		name: 'page-down',
		contexts: ['edit', 'browse', 'grid', 'text'],
		keys: ['pagedown'],
		title: 'page down',
		footer: 10,
		footerIn: ['text'],
		does: 'a page down',
	},
	{
		name: 'quit',
		contexts: ['edit', 'script', 'ask'],
		keys: ['ctrl+d'],
		title: 'quit',
		does: 'on an empty prompt: quits; with a transaction open, says so first',
		footer: 60,
		footerIn: ['edit'],
	},

	{
		name: 'edit',
		contexts: ['browse'],
		keys: ['i', 'tab'],
		title: 'prompt',
		does: 'back to the prompt',
		footer: 10,
	},
	...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(
		(n): Action => ({
			name: `panel-${n}`,
			contexts: ['browse'],
			keys: [String(n)],
			title: `panel ${n}`,
			does: `panel ${n} gets the keys`,
		}),
	),
	{
		name: 'next-panel',
		contexts: ['browse'],
		keys: ['shift+tab'],
		title: 'panel',
		does: 'the next panel gets the keys',
		footer: 20,
	},
	{
		name: 'up',
		contexts: ['browse', 'grid', 'text', 'palette', 'choose'],
		keys: ['up', 'k'],
		title: 'up',
		does: 'up',
	},
	{
		name: 'down',
		contexts: ['browse', 'grid', 'text', 'palette', 'choose'],
		keys: ['down', 'j'],
		title: 'down',
		does: 'down',
	},
	{name: 'left', contexts: ['browse', 'grid'], keys: ['left', 'h'], title: 'left', does: 'left'},
	{name: 'right', contexts: ['grid'], keys: ['right', 'l'], title: 'right', does: 'right'},
	{
		name: 'map-right',
		contexts: ['browse'],
		keys: ['right'],
		title: 'right',
		does: 'right, on the map of many replicas',
	},
	{
		name: 'half-up',
		contexts: ['browse', 'grid', 'text'],
		keys: ['ctrl+u'],
		title: 'half up',
		does: 'half a page up',
	},
	{
		name: 'half-down',
		contexts: ['browse', 'grid', 'text'],
		keys: ['ctrl+d'],
		title: 'half down',
		does: 'half a page down',
	},
	{
		name: 'first',
		contexts: ['browse', 'grid', 'text'],
		keys: ['g', 'home'],
		title: 'first',
		does: 'the first',
	},
	{
		name: 'last',
		contexts: ['browse', 'grid', 'text'],
		keys: ['G', 'end'],
		title: 'last',
		does: 'the last; in a transcript, follows what comes',
	},
	{
		name: 'open',
		contexts: ['browse', 'grid'],
		keys: ['enter'],
		title: 'open',
		does: 'opens what is selected',
		footer: 30,
	},
	{name: 'search', contexts: ['grid'], keys: ['/'], title: 'search', does: 'searches', footer: 40},
	{
		name: 'search-next',
		contexts: ['grid'],
		keys: ['n'],
		title: 'next',
		does: 'the next that the search finds',
	},
	{
		name: 'search-previous',
		contexts: ['grid'],
		keys: ['N'],
		title: 'previous',
		does: 'the one before that the search finds',
	},
	{
		name: 'copy',
		contexts: ['browse', 'grid', 'text'],
		keys: ['y'],
		title: 'copy',
		does: 'copies the statement or the cell',
		footer: 45,
		footerIn: ['browse', 'grid'],
	},
	{
		name: 'copy-row',
		contexts: ['browse', 'grid'],
		keys: ['Y'],
		title: 'copy row',
		does: 'copies the whole entry or the row',
	},
	{
		name: 'export',
		contexts: ['browse', 'grid'],
		keys: ['e'],
		title: 'export',
		does: 'writes the result to a file: .csv, .json or .txt',
		footer: 46,
	},
	{
		name: 'larger',
		contexts: ['browse'],
		keys: ['+'],
		title: 'larger',
		does: 'the focused panel takes more of the screen',
	},
	{
		name: 'smaller',
		contexts: ['browse'],
		keys: ['_', '-'],
		title: 'smaller',
		does: 'the focused panel takes less of the screen',
	},
	{
		name: 'restart',
		contexts: ['browse'],
		keys: ['r'],
		title: 'restart',
		does: 'restarts the node (asks first)',
		capability: 'stop',
	},
	{
		name: 'pause',
		contexts: ['browse'],
		keys: ['p'],
		title: 'pause',
		does: 'pauses the node, or resumes it',
		capability: 'pause',
	},
	{
		name: 'stop',
		contexts: ['browse'],
		keys: ['s'],
		title: 'stop',
		does: 'stops the node (asks first)',
		capability: 'stop',
		footer: 50,
	},
	{
		name: 'start',
		contexts: ['browse'],
		keys: ['S'],
		title: 'start',
		does: 'starts the node',
		capability: 'stop',
		footer: 51,
	},
	{
		name: 'kill',
		contexts: ['browse'],
		keys: ['x'],
		title: 'kill',
		does: 'kills the node (asks first)',
		capability: 'kill',
	},
	{
		name: 'logs',
		contexts: ['browse'],
		keys: ['m'],
		title: 'log',
		does: 'shows the node\u2019s log',
		capability: 'logs',
	},
	{
		name: 'shell',
		contexts: ['browse'],
		keys: ['E'],
		title: 'shell',
		does: 'opens the sqlite3 shell on the node\u2019s database',
		capability: 'shell',
	},
	{
		name: 'link',
		contexts: ['browse'],
		keys: ['l', 'L'],
		title: 'link',
		does: 'sets how far away the replica is, or cuts its link',
		capability: 'latency',
	},
	{
		name: 'quit-browse',
		contexts: ['browse', 'script'],
		keys: ['q'],
		title: 'quit',
		does: 'quits; with a transaction open, says so first',
		footer: 60,
	},

	...scriptActions,

	{name: 'close', contexts: ['grid', 'text'], keys: ['q'], title: 'close', does: 'closes it'},
	{name: 'yes', contexts: ['confirm'], keys: ['y', 'Y'], title: 'yes', does: 'does it', footer: 10},
	{
		name: 'no',
		contexts: ['confirm'],
		keys: ['n', 'N', 'q', 'enter'],
		title: 'no',
		does: 'leaves it',
		footer: 20,
	},
	{
		name: 'accept',
		contexts: ['ask', 'palette', 'search', 'choose'],
		keys: ['enter'],
		title: 'accept',
		does: 'takes what is typed',
		footer: 10,
	},
];

/** The action of a name. Names come from the table above, so a missing one is a mistake in the program. */
export function actionOf(name: string): Action {
	const action = actions.find(candidate => candidate.name === name);
	if (!action) throw new Error(`There is no action named ${name}`);
	return action;
}
