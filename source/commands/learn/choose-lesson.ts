import {createStore} from '../../store/store.ts';
import type {Key} from '../../terminal/key.ts';
import {openTerminal} from '../../terminal/terminal.ts';
import {lessonsLines} from '../../ui/lessons/lessons-lines.ts';
import {type LessonsScreen, lessonsActOf, select} from '../../ui/lessons/lessons-screen.ts';
import {mountLines} from '../../ui/mount-lines.tsx';
import type {Listing} from './listed.ts';

/** What came of the list: a lesson by its place, or the exit status where it was left. */
export type Chosen = {readonly lesson: number} | {readonly status: number};

export interface ChooseOptions {
	/** Looks at the lessons, now and after each change. */
	list(): Listing;
	/** Forgets what was done in a lesson, by its place. Gives a sentence about how it went. */
	reset(index: number): Promise<string>;
	/** The lesson that is selected first, by its place. */
	readonly index: number;
	readonly message?: string;
	readonly color: boolean;
}

type Change = (screen: LessonsScreen) => LessonsScreen;

/** Shows the list of lessons on the terminal until one is chosen, or the list is left. */
export async function chooseLesson({list, reset, index, message, color}: ChooseOptions): Promise<Chosen> {
	const {stdin, stdout} = process;
	const ended = Promise.withResolvers<Chosen>();
	const {lessons, problems} = list();
	const said = message ?? problems[0];
	const store = createStore((screen: LessonsScreen, change: Change) => change(screen), {
		...select({columns: stdout.columns, rows: stdout.rows, lessons, index: 0, isAsking: false}, index),
		...(said !== undefined && {message: said}),
	});
	const change = (how: Change) => store.push([how], true);
	const forget = async () => {
		const text = await reset(store.get().index);
		change(screen => ({...screen, lessons: list().lessons, message: text}));
	};
	const onKey = (key: Key) => {
		const screen = store.get();
		const act = lessonsActOf(key, screen);
		if (typeof act === 'number') return change(now => select(now, act - 1));
		switch (act) {
			case 'up':
				return change(now => select(now, now.index - 1));
			case 'down':
				return change(now => select(now, now.index + 1));
			case 'open':
				return ended.resolve({lesson: screen.index});
			case 'reset':
				return change(now => ({...select(now, now.index), isAsking: true}));
			case 'yes':
			case 'no':
				change(now => select(now, now.index));
				return act === 'yes' ? void forget() : undefined;
			case 'quit':
				return ended.resolve({status: 0});
			case 'redraw':
				return mounted.redraw();
			default:
				return undefined;
		}
	};
	const terminal = openTerminal({
		stdin,
		stdout,
		pasteBytes: 1024,
		onKey,
		onRestore: () => void mounted?.unmount(),
		onEnd: status => ended.resolve({status}),
	});
	const mounted = mountLines({store, linesOf: lessonsLines, color, stdout});
	void mounted.flushed().then(() => terminal.setTitle('litescope · lessons'));
	const resize = () => change(screen => ({...screen, columns: stdout.columns, rows: stdout.rows}));
	stdout.on('resize', resize);
	const chosen = await ended.promise;
	stdout.off('resize', resize);
	store.close();
	terminal.restore();
	return chosen;
}
