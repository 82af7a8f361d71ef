import {PassThrough} from 'node:stream';
import {render} from 'ink';
import type {Results} from '../results/results.ts';
import type {Store} from '../store/store.ts';
import type {AppEvent, AppState} from './app-state.ts';
import {Explorer} from './explorer.tsx';
import type {Keymap} from './keys/keymap.ts';

/** What is drawn, and where. */
export interface MountOptions {
	readonly store: Store<AppState, AppEvent>;
	readonly results: Pick<Results, 'get'>;
	readonly keymap: Keymap;
	readonly color: boolean;
	readonly stdout: NodeJS.WriteStream;
	readonly alternateScreen: boolean;
}

/** The explorer on a terminal. */
export interface Mounted {
	/** Resolves when everything drawn so far has been written. */
	flushed(): Promise<void>;
	/** Draws every line again, whatever the terminal shows now. */
	redraw(): void;
	/** Leaves the alternate screen and stops drawing. */
	unmount(): Promise<void>;
}

/** Draws the explorer, and again after each change. Keys are not Ink's to read: it gets an input that is silent. */
export function mount({store, results, keymap, color, stdout, alternateScreen}: MountOptions): Mounted {
	const start = () =>
		render(<Explorer store={store} results={results} keymap={keymap} color={color} />, {
			stdout,
			stdin: new PassThrough(),
			exitOnCtrlC: false,
			patchConsole: false,
			incrementalRendering: true,
			// The store keeps the pace of frames; a second throttle behind it would only make keys late.
			maxFps: 120,
			alternateScreen,
			interactive: true,
		});
	const instance = start();
	return {
		flushed: () => instance.waitUntilRenderFlush(),
		redraw() {
			instance.clear();
			instance.rerender(<Explorer store={store} results={results} keymap={keymap} color={color} />);
		},
		async unmount() {
			const exited = instance.waitUntilExit();
			instance.unmount();
			await exited;
		},
	};
}
