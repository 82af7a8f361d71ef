import type {Action} from './actions.ts';

type Named = Omit<Action, 'contexts' | 'during'>;

/** Keys while a demo is played. PageUp and PageDown are what presenters' remotes send. */
const demo: readonly Named[] = [
	{
		name: 'demo-go',
		keys: ['space', 'enter', 'right', 'pagedown'],
		title: 'go on',
		does: 'goes on: the next action, then the next step',
		footer: 10,
	},
	{
		name: 'demo-back',
		keys: ['b', 'left', 'pageup'],
		title: 'back',
		does: 'the step before',
		footer: 20,
	},
	{name: 'demo-again', keys: ['a'], title: 'again', does: 'this step from its beginning', footer: 45},
	{
		name: 'demo-skip',
		keys: ['s'],
		title: 'skip',
		does: 'the next step; what is left of this one is done at full speed',
		footer: 30,
	},
	{name: 'demo-jump', keys: ['j'], title: 'jump', does: 'goes to any step', footer: 40},
	{
		name: 'demo-pause',
		keys: ['p'],
		title: 'pause',
		does: 'stops what is being typed or goes by itself, or lets it go on',
		footer: 25,
	},
	{
		name: 'demo-prompt',
		keys: ['i'],
		title: 'prompt',
		does: 'hands the prompt to the presenter; Esc takes it back',
		footer: 35,
	},
	{
		name: 'demo-browse',
		keys: ['tab'],
		title: 'browse',
		does: 'browses the panes; Esc goes back to the demo',
		footer: 50,
	},
	{
		name: 'demo-clean',
		keys: ['c'],
		title: 'clean',
		does: 'begins anew on a clean cluster, for the next class (asks first)',
		footer: 55,
	},
	{name: 'demo-text', keys: ['t'], title: 'text', does: 'the whole text of the step', footer: 60},
];

/** Keys while a lesson is done, besides those of EDIT and BROWSE. Single letters are for BROWSE. */
const lesson: readonly Named[] = [
	{
		name: 'lesson-hint',
		keys: ['ctrl+g', 'H'],
		title: 'hint',
		does: 'a hint; after the last one, the solution is played',
		footer: 25,
	},
	{
		name: 'lesson-text',
		keys: ['ctrl+x t', 't'],
		title: 'text',
		does: 'the whole text of the step',
		footer: 65,
	},
	{
		name: 'lesson-again',
		keys: ['ctrl+x r', 'R'],
		title: 'again',
		does: 'begins the step again, with the data as it was then (asks first)',
	},
	{name: 'lesson-back', keys: ['ctrl+x b', 'b'], title: 'step before', does: 'the step before'},
	{
		name: 'lesson-next',
		keys: ['ctrl+x n', 'n'],
		title: 'next step',
		does: 'the next step, whether this one is solved or not',
	},
	{name: 'lesson-jump', keys: ['ctrl+x j', 'J'], title: 'jump', does: 'goes to any step'},
	{
		name: 'lesson-predict',
		keys: ['ctrl+x p', 'P'],
		title: 'predict',
		does: 'asks for what you think will happen, where that was left unanswered',
	},
];

/** What can be done while a script is played. */
export const scriptActions: readonly Action[] = [
	...demo.map((action): Action => ({...action, contexts: ['script'], during: 'demo'})),
	...lesson.map((action): Action => ({...action, contexts: ['edit', 'browse'], during: 'lesson'})),
];
