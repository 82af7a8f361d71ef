import {PassThrough} from 'node:stream';
import {Box, render, Text} from 'ink';
import {useSyncExternalStore} from 'react';
import type {Store} from '../../store/store.ts';
import {paint} from '../../terminal/style.ts';
import type {Mounted} from '../mount.tsx';
import {notesLines} from './notes-lines.ts';
import type {NotesEvent, NotesScreen} from './notes-screen.ts';

/** What is drawn, and where. */
export interface MountNotesOptions {
	readonly store: Store<NotesScreen, NotesEvent>;
	readonly color: boolean;
	readonly stdout: NodeJS.WriteStream;
}

/** The presenter's notes: one `Text` for each line of the screen. */
function Notes({store, color}: Pick<MountNotesOptions, 'store' | 'color'>) {
	const screen = useSyncExternalStore(store.subscribe, store.get);
	return (
		<Box flexDirection="column" width={screen.columns} height={screen.rows}>
			{notesLines(screen).map((line, row) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place.
				<Text key={row} wrap="truncate">
					{paint(line, {color}) || ' '}
				</Text>
			))}
		</Box>
	);
}

/** Draws the presenter's notes, and again after each change. Keys are not Ink's to read: its input is silent. */
export function mountNotes({store, color, stdout}: MountNotesOptions): Mounted {
	const notes = <Notes store={store} color={color} />;
	const instance = render(notes, {
		stdout,
		stdin: new PassThrough(),
		exitOnCtrlC: false,
		patchConsole: false,
		incrementalRendering: true,
		alternateScreen: true,
		interactive: true,
	});
	return {
		flushed: () => instance.waitUntilRenderFlush(),
		redraw() {
			instance.clear();
			instance.rerender(<Notes store={store} color={color} />);
		},
		async unmount() {
			const exited = instance.waitUntilExit();
			instance.unmount();
			await exited;
		},
	};
}
