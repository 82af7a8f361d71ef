import {Box, Text, useCursor} from 'ink';
import {useSyncExternalStore} from 'react';
import type {Results} from '../results/results.ts';
import type {Store} from '../store/store.ts';
import {paint} from '../terminal/style.ts';
import type {AppEvent, AppState} from './app-state.ts';
import {frameOf} from './frame-of.ts';
import type {Keymap} from './keys/keymap.ts';

interface Props {
	readonly store: Store<AppState, AppEvent>;
	readonly results: Pick<Results, 'get'>;
	readonly keymap: Keymap;
	/** Whether colours are sent at all; bold, dim and inverse always are. */
	readonly color: boolean;
}

/** The whole screen: one `Text` for each of its lines. */
export function Explorer({store, results, keymap, color}: Props) {
	const {snapshot, screen} = useSyncExternalStore(store.subscribe, store.get);
	const {setCursorPosition} = useCursor();
	const frame = frameOf({snapshot, screen, results}, keymap);
	setCursorPosition(frame.cursor);
	return (
		<Box flexDirection="column" width={screen.columns} height={screen.rows}>
			{frame.lines.map((line, row) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place.
				<Text key={row} wrap="truncate">
					{paint(line, {color}) || ' '}
				</Text>
			))}
		</Box>
	);
}
