import type {EditorState} from '../editor/state.ts';
import type {Overlay} from './overlay.ts';
import type {ScriptPanel} from './script.ts';

/**
 * EDIT: what is typed goes to the prompt. BROWSE: single keys act on the focused panel. `script`: they act on the demo
 * that is being played. In any other mode the presenter has the screen, and whoever plays a demo touches nothing there.
 */
export type Mode = 'edit' | 'browse' | 'script';

/** What can have the focus: a pane, by its place from the left, or the list of transactions. */
export type Panel = number | 'transactions';

/** How a panel that scrolls stands. */
export interface PanelState {
	/**
	 * What its last line shows, so that the place is kept while more comes: the key of an entry and a line of it.
	 * Undefined follows what comes.
	 */
	readonly bottom?: {readonly key: number; readonly line: number};
	/** Key of the selected entry (a transcript's), or the selected TXID (as a number's place in the list). */
	readonly selected?: number;
}

/** Someone's word to the person, on the line above the footer, until the next key. */
export interface Message {
	readonly level: 'info' | 'warning' | 'error';
	readonly text: string;
}

/** Candidates of a completion, and the one that is in the text now. */
export interface Completion {
	readonly from: number;
	readonly to: number;
	readonly candidates: readonly {readonly text: string; readonly kind: string}[];
	readonly index: number;
}

/** A dot command that was sent as SQL: what was typed, and how its answer is shown. */
export interface DotRun {
	readonly text: string;
	readonly shown: 'names' | 'sql' | 'table';
}

/** Everything that is on the screen and not in the cluster. Plain data. */
export interface ScreenState {
	readonly columns: number;
	readonly rows: number;
	readonly mode: Mode;
	/** The node that statements go to, or `all`; empty until the cluster has said its nodes. */
	readonly target: string;
	readonly focus: Panel;
	/** The replica in the right-hand pane where not all fit; undefined shows the map. */
	readonly shown?: string;
	/** How much of the screen the focused panel takes. */
	readonly zoom: 'normal' | 'half' | 'full';
	readonly panels: Readonly<Record<string, PanelState>>;
	readonly editor: EditorState;
	readonly completion?: Completion;
	/** The first chord of two, such as Ctrl+X, has been pressed. */
	readonly chord?: string;
	readonly overlays: readonly Overlay[];
	readonly message?: Message;
	/** The demo or the lesson that is being played; `ui/script/show-script.ts` puts it there. */
	readonly script?: ScriptPanel;
	/** Ctrl+C was pressed with nothing to cancel: once more quits. */
	readonly quitArmed: boolean;
	/** By statement. */
	readonly dots: Readonly<Record<string, DotRun>>;
	/** The first write on somebody else's cluster has been agreed to. */
	readonly mayWrite: boolean;
	/** Nothing that writes is run at all. */
	readonly readOnly: boolean;
	/** Refused statements that have been run on the primary, so that one key press does it once. */
	readonly rerun: readonly string[];
	/** Runs that went to every node, whose answers are compared. */
	readonly comparedRuns: readonly string[];
	/** The time for what changes by itself, on the cluster's clock: how long something has been going on. */
	readonly nowMs: number;
}
