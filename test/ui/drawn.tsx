import {stripVTControlCharacters} from 'node:util';
import {render} from 'ink-testing-library';
import {createStore} from '../../source/store/store.ts';
import {reduceApp} from '../../source/ui/app-state.ts';
import {Explorer} from '../../source/ui/explorer.tsx';
import {keymap, type Person} from './person.ts';

/** What Ink makes of what someone has on the screen: as text, or `painted` with its styles. */
export function drawn(someone: Person, painted?: {readonly color: boolean}): string {
	const {snapshot, screen, results} = someone.view();
	const store = createStore(reduceApp, {snapshot, screen});
	const {lastFrame, unmount} = render(
		<Explorer store={store} results={results} keymap={keymap} color={painted?.color ?? true} />,
	);
	const frame = lastFrame() ?? '';
	unmount();
	store.close();
	return painted ? frame : stripVTControlCharacters(frame);
}
