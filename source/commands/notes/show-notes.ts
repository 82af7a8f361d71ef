import {createStore} from '../../store/store.ts';
import type {Key} from '../../terminal/key.ts';
import {openTerminal} from '../../terminal/terminal.ts';
import {mountLines} from '../../ui/mount-lines.tsx';
import {notesLines, scrollRange} from '../../ui/notes/notes-lines.ts';
import {type NotesScreen, notesActOf, reduceNotes} from '../../ui/notes/notes-screen.ts';
import {followNotes} from './follow-notes.ts';

export interface ShowNotesOptions {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly color: boolean;
}

/** Shows the presenter's notes on a terminal until they are left. Gives the exit status. */
export async function showNotes({stdin, stdout, color}: ShowNotesOptions): Promise<number> {
	const ended = Promise.withResolvers<number>();
	const initial: NotesScreen = {
		columns: stdout.columns,
		rows: stdout.rows,
		nowMs: Date.now(),
		shown: {kind: 'waiting'},
		top: 0,
	};
	const store = createStore(reduceNotes, initial);
	const follower = followNotes(shown => store.push([{type: 'shown', shown}]));
	const scroll = (by: number) => {
		const {last} = scrollRange(store.get());
		const top = Math.max(0, Math.min(last, Math.min(last, store.get().top) + by));
		store.push([{type: 'scroll', top}], true);
	};
	const onKey = (key: Key) => {
		const {page} = scrollRange(store.get());
		switch (notesActOf(key)) {
			case 'quit':
				return ended.resolve(0);
			case 'up':
				return scroll(-1);
			case 'down':
				return scroll(1);
			case 'page up':
				return scroll(-page);
			case 'page down':
				return scroll(page);
			case 'other demo':
				return follower.next();
			case 'redraw':
				return mounted.redraw();
		}
	};
	const terminal = openTerminal({
		stdin,
		stdout,
		pasteBytes: 1024,
		onKey,
		onRestore: () => void mounted?.unmount(),
		onEnd: ended.resolve,
	});
	const mounted = mountLines({store, linesOf: notesLines, color, stdout});
	const tellTitle = () => {
		const title = titleOf(store.get());
		void mounted.flushed().then(() => terminal.setTitle(title));
	};
	tellTitle();
	const stopTitle = store.subscribe(tellTitle);
	const resize = () => store.push([{type: 'size', columns: stdout.columns, rows: stdout.rows}], true);
	stdout.on('resize', resize);
	const clock = tickEachSecond(nowMs => store.push([{type: 'time', nowMs}]));

	const status = await ended.promise;
	clock.stop();
	follower.close();
	stopTitle();
	stdout.off('resize', resize);
	store.close();
	terminal.restore();
	return status;
}

/** The terminal's title says what the screen shows. */
function titleOf({shown}: NotesScreen): string {
	if (shown.kind !== 'told') return `litescope notes · ${shown.kind}`;
	const {at, steps} = shown.notes;
	return `litescope notes · ${Math.max(0, at + 1)}/${steps.length}`;
}

/** Tells the time as each of its seconds begins. */
function tickEachSecond(told: (nowMs: number) => void): {stop(): void} {
	let timer: NodeJS.Timeout;
	const wait = () => {
		timer = setTimeout(
			() => {
				told(Date.now());
				wait();
			},
			1000 - (Date.now() % 1000),
		);
	};
	wait();
	return {stop: () => clearTimeout(timer)};
}
