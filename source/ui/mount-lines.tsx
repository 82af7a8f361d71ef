import {PassThrough} from 'node:stream';
import {Box, render, Text} from 'ink';
import {useSyncExternalStore} from 'react';
import type {Store} from '../store/store.ts';
import {type Line, paint} from '../terminal/style.ts';
import type {Mounted} from './mount.tsx';

/** A full screen that is drawn from a state of its own. */
interface Sized {
	readonly columns: number;
	readonly rows: number;
}

/** What is drawn, and where. */
export interface MountLinesOptions<State extends Sized> {
	readonly store: Pick<Store<State, never>, 'get' | 'subscribe'>;
	/** The lines of the screen, at most as many as it has rows. */
	linesOf(state: State): readonly Line[];
	readonly color: boolean;
	readonly stdout: NodeJS.WriteStream;
}

function Lines<State extends Sized>({
	store,
	linesOf,
	color,
}: Pick<MountLinesOptions<State>, 'store' | 'linesOf' | 'color'>) {
	const state = useSyncExternalStore(store.subscribe, store.get);
	return (
		<Box flexDirection="column" width={state.columns} height={state.rows}>
			{linesOf(state).map((line, row) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place.
				<Text key={row} wrap="truncate">
					{paint(line, {color}) || ' '}
				</Text>
			))}
		</Box>
	);
}

/** Draws a full screen, and again after each change. Keys are not Ink's to read: its input is silent. */
export function mountLines<State extends Sized>(options: MountLinesOptions<State>): Mounted {
	const {store, linesOf, color, stdout} = options;
	const draw = () => <Lines store={store} linesOf={linesOf} color={color} />;
	const instance = render(draw(), {
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
			instance.rerender(draw());
		},
		async unmount() {
			const exited = instance.waitUntilExit();
			instance.unmount();
			await exited;
		},
	};
}
